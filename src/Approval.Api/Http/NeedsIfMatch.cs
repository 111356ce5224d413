namespace Approval.Api.Http;

/// <summary>Marks the commands whose caller must say which version it saw; the document then says so too.</summary>
public sealed class NeedsIfMatch;
