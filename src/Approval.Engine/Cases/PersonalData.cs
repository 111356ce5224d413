using System.Security.Cryptography;
using System.Text.Json;

namespace Approval.Engine.Cases;

/// <summary>
/// What identifies a natural person in an application: kept apart and encrypted. The journal holds it masked, with a salted digest,
/// so that erasing it leaves the chain whole. The credit code of an organisation is public and no such thing.
/// </summary>
/// <param name="Identifier">Of an applicant who is a natural person.</param>
/// <param name="AgentIdentifier">Of the agent.</param>
public sealed record PersonalData(string? Identifier, string? Phone, string? AgentIdentifier, string? AgentPhone)
{
    public const int SaltLength = 32;

    private const string Person = "person";
    private const int ShownAtEnd = 4;

    /// <summary>Null when the application holds none.</summary>
    public static PersonalData? Of(Application application)
    {
        var data = new PersonalData(
            application.Applicant.Type == Person ? application.Applicant.Identifier : null, application.Applicant.Phone, application.Agent?.Identifier, application.Agent?.Phone);
        return data == new PersonalData(null, null, null, null) ? null : data;
    }

    /// <summary>As it is encrypted.</summary>
    public static PersonalData? Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, CaseJson.Storage.PersonalData);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, CaseJson.Storage.PersonalData);

    /// <summary>What the journal holds of it: SHA-256 over salt and text, hex. Without the salt nobody can try numbers against it.</summary>
    public string Digest(ReadOnlySpan<byte> salt) => Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Write()]));

    /// <summary>The application with everything personal masked.</summary>
    /// <param name="digest">From <see cref="Digest"/>; null leaves what is there.</param>
    public static Application Mask(Application application, string? digest = null) => application with
    {
        Applicant = application.Applicant with
        {
            Identifier = application.Applicant.Type == Person ? Mask(application.Applicant.Identifier) : application.Applicant.Identifier,
            Phone = application.Applicant.Phone is { } phone ? Mask(phone) : null,
        },
        Agent = application.Agent is { } agent ? agent with { Identifier = Mask(agent.Identifier), Phone = agent.Phone is { } number ? Mask(number) : null } : null,
        Personal = digest ?? application.Personal,
    };

    /// <summary>Puts it back.</summary>
    public Application Restore(Application application) => application with
    {
        Applicant = application.Applicant with { Identifier = Identifier ?? application.Applicant.Identifier, Phone = Phone ?? application.Applicant.Phone },
        Agent = application.Agent is { } agent ? agent with { Identifier = AgentIdentifier ?? agent.Identifier, Phone = AgentPhone ?? agent.Phone } : null,
    };

    /// <summary>The last four characters, and of something short none. Masking what is masked changes nothing.</summary>
    public static string Mask(string text) => text.Length <= 2 * ShownAtEnd ? new string('*', text.Length) : new string('*', text.Length - ShownAtEnd) + text[^ShownAtEnd..];
}
