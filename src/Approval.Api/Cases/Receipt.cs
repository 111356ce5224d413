using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Cases;

namespace Approval.Api.Cases;

/// <summary>收件凭证, signed.</summary>
/// <param name="TrackingCode">查询码: with the case number it shows the public status to whoever holds it.</param>
/// <param name="NoticeDue">The day by which the office must tell what is missing; else the case is accepted by law (art 32).</param>
/// <param name="MaterialsDigest">SHA-256, hex, over the list of materials as compact JSON.</param>
/// <param name="Signature">
/// ES256 over the UTF-8 bytes of this receipt as compact JSON, members in this order, without the signature; base64url.
/// The key is at /.well-known/jwks.json.
/// </param>
public sealed record Receipt(
    Guid Id, string CaseNumber, string TrackingCode, string State, DateTimeOffset ReceivedAt, DateOnly? NoticeDue, string MaterialsDigest, string Signature);

public sealed class ReceiptSigning(SigningKeys keys)
{
    public Receipt Sign(CaseState.Known state, string trackingCode, ImmutableArray<SubmittedMaterial> materials)
    {
        var file = state.File;
        var digest = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(materials, ApiJson.Options)));
        var content = new Content(
            file.Id, file.Number, trackingCode, PhaseNames.Of(state).En, file.ReceivedAt, file.Clock(Engine.Clocks.Clock.NoticeId)?.Deadline?.Due, digest);
        var signature = keys.Sign(JsonSerializer.SerializeToUtf8Bytes(content, ApiJson.Options));
        return new Receipt(
            content.Id, content.CaseNumber, content.TrackingCode, content.State, content.ReceivedAt, content.NoticeDue, content.MaterialsDigest, signature);
    }

    /// <summary>What is signed: the receipt without its signature.</summary>
    private sealed record Content(Guid Id, string CaseNumber, string TrackingCode, string State, DateTimeOffset ReceivedAt, DateOnly? NoticeDue, string MaterialsDigest);
}
