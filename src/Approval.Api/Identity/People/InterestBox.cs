using System.Text.Json;
using System.Text.Json.Serialization;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace Approval.Api.Identity.People;

[JsonConverter(typeof(JsonStringEnumConverter<InterestKind>))]
public enum InterestKind
{
    /// <summary>公民身份号码 (GB 11643)</summary>
    [JsonStringEnumMemberName("identityNumber")]
    IdentityNumber,

    /// <summary>统一社会信用代码 (GB 32100)</summary>
    [JsonStringEnumMemberName("creditCode")]
    CreditCode,
}

/// <summary>A number whose owner's applications an officer keeps away from (公务员法 art 76).</summary>
/// <param name="Id">Names it where the number itself may not be shown.</param>
public sealed record Interest(Guid Id, InterestKind Kind, string Number, DateTimeOffset AddedAt);

/// <summary>Interests at rest: encrypted, each person's under a purpose of its own, so that nobody's can be put in another's place.</summary>
public sealed class InterestBox(IDataProtectionProvider protection)
{
    private const string Purpose = "Approval.Interests.v1";

    /// <returns>Null for none.</returns>
    public byte[]? Seal(Guid person, IReadOnlyList<Interest> interests) =>
        interests.Count == 0 ? null : For(person).Protect(JsonSerializer.SerializeToUtf8Bytes(interests, JsonSerializerOptions.Web));

    /// <exception cref="System.Security.Cryptography.CryptographicException">No key we have opens them: then nobody can say what the person keeps away from, and the person does nothing.</exception>
    public IReadOnlyList<Interest> Open(PersonRow person) => Open(person.Id, person.Interests);

    /// <inheritdoc cref="Open(PersonRow)"/>
    public IReadOnlyList<Interest> Open(Guid person, byte[]? box) =>
        box is null ? [] : JsonSerializer.Deserialize<List<Interest>>(For(person).Unprotect(box), JsonSerializerOptions.Web) ?? [];

    private IDataProtector For(Guid person) => protection.CreateProtector(Purpose, person.ToString("N"));
}
