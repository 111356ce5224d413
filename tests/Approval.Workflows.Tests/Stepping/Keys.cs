using System.Security.Cryptography;
using System.Text;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Tests.Stepping;

/// <summary>Idempotency keys and answers as the API makes them.</summary>
internal static class Keys
{
    public static IdempotencyKey New(string key, string body = "{}", string principal = "clerk-1") =>
        new(principal, "POST /cases", key, SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    public static StoredAnswer Answer(CaseOutcome outcome) =>
        new(201, "/cases/x", $"\"{outcome.Version}\"", Encoding.UTF8.GetBytes($"{{\"version\":{outcome.Version},\"applicant\":\"{outcome.Application?.Applicant.Name}\"}}"));
}
