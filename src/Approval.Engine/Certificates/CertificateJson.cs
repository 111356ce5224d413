using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Approval.Engine.Certificates;

/// <summary>
/// The canonical text: UTF-8 without spaces, members in the order of the records, nulls left out, enums as words. Reading is
/// strict: an unknown, missing or repeated member refuses the certificate, so nothing can ride along outside the hash.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DeadlineCertificate))]
public sealed partial class CertificateJson : JsonSerializerContext
{
    private static readonly JsonTypeInfo<DeadlineCertificate> Canonical = (JsonTypeInfo<DeadlineCertificate>)new JsonSerializerOptions
    {
        TypeInfoResolver = new CertificateJson(new JsonSerializerOptions()).WithAddedModifier(RequireAll),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    }.GetTypeInfo(typeof(DeadlineCertificate));

    public static byte[] Write(DeadlineCertificate certificate) => JsonSerializer.SerializeToUtf8Bytes(certificate, Canonical);

    /// <summary>Spacing and the order of members do not matter; anything else that is wrong throws <see cref="JsonException"/>.</summary>
    public static DeadlineCertificate Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Canonical) ?? throw new JsonException("The certificate is null.");

    /// <summary>SHA-256, lower-case hex, over the canonical text without the hash.</summary>
    public static string HashOf(DeadlineCertificate certificate) =>
        Convert.ToHexStringLower(SHA256.HashData(Write(certificate with { Hash = null })));

    /// <summary>Only what may be null may be left out.</summary>
    private static void RequireAll(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
        {
            member.IsRequired = member.PropertyType.IsValueType ? Nullable.GetUnderlyingType(member.PropertyType) is null : !member.IsGetNullable;
        }
    }
}
