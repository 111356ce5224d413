using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Cases;

internal sealed class ReceiptTests
{
    private static readonly JsonSerializerOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Members = ["id", "caseNumber", "trackingCode", "state", "receivedAt", "noticeDue", "materialsDigest", "signature"];

    [Test]
    public async Task A_receipt_is_verified_with_the_published_key_and_nothing_else()
    {
        var applicant = await SharedApi.AsAsync("demo-applicant");
        var answer = await applicant.PostAsync("/api/v1/cases", (await applicant.ExampleAsync()).ToJsonString());
        var receipt = JsonNode.Parse(answer.Text)!.AsObject();
        Assert.That(receipt.Select(member => member.Key), Is.EqualTo(Members));

        Assert.That(await VerifyAsync(receipt), Is.True);
        receipt["receivedAt"] = "2026-02-11T09:00:00+08:00";
        Assert.That(await VerifyAsync(receipt), Is.False);
    }

    private static async Task<bool> VerifyAsync(JsonObject receipt)
    {
        var key = (await (await SharedApi.AsAsync(null)).GetAsync("/.well-known/jwks.json"))["keys"][0];
        using var verifier = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(key.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(key.GetProperty("y").GetString()) },
        });
        var content = receipt.DeepClone().AsObject();
        content.Remove("signature");
        var signature = Base64Url.DecodeFromChars(receipt["signature"]!.GetValue<string>());
        return verifier.VerifyData(Encoding.UTF8.GetBytes(content.ToJsonString(AsSent)), signature, HashAlgorithmName.SHA256);
    }
}
