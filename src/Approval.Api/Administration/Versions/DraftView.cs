using System.Text.Json;
using Approval.Api.Http;
using Approval.Workflows.Versions;

namespace Approval.Api.Administration.Versions;

/// <param name="Procedure">The version as a JSON object, in the format of seeds/procedures. It may be unfinished: lint says what is missing.</param>
/// <param name="Note">For those who work on it.</param>
public sealed record DraftRequest(JsonElement Procedure, string? Note = null)
{
    /// <summary>The text that is kept, or why this is no draft.</summary>
    public (string Content, Problem? Refused) Read() => Procedure.ValueKind == JsonValueKind.Object
        ? (Procedure.GetRawText(), null)
        : ("", Problems.Invalid(new FieldProblem("/procedure", "draft.not_an_object", new("事项应为 JSON 对象。", "Expected the procedure as a JSON object."))));
}

/// <param name="Code">As the draft itself says; null while it says none.</param>
/// <param name="Revision">Also the ETag.</param>
/// <param name="PublishedVersion">Set once it is published; then it stays as it is.</param>
public sealed record DraftSummary(
    Guid Id,
    string? Code,
    string? Note,
    int Revision,
    string CreatedBy,
    string CreatedByName,
    DateTimeOffset CreatedAt,
    string ChangedBy,
    string ChangedByName,
    DateTimeOffset ChangedAt,
    int? PublishedVersion)
{
    public static DraftSummary Of(DraftRecord draft) => new(
        draft.Id, draft.Code, draft.Note, draft.Revision, draft.CreatedBy, draft.CreatedByName, draft.CreatedAt, draft.ChangedBy, draft.ChangedByName, draft.ChangedAt, draft.PublishedVersion);
}

public sealed record DraftView(DraftSummary Draft, JsonElement Procedure)
{
    public static DraftView Of(DraftRecord draft) => new(DraftSummary.Of(draft), JsonElement.Parse(draft.Content));
}

/// <summary>The revision of a draft as ETag, and back.</summary>
internal static class DraftTag
{
    /// <exception cref="RefusedException">428 when the caller does not say which revision it saw.</exception>
    public static int Seen(HttpRequest request) => EntityTag.IfMatch(request) ?? throw new RefusedException(new Problem(
        StatusCodes.Status428PreconditionRequired,
        "precondition.required",
        new("修改或发布草案需要 If-Match（所见草案的 ETag）。", "Changing or publishing a draft needs If-Match with the ETag of the draft you saw.")));
}
