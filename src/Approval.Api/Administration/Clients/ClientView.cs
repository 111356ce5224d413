using Approval.Api.Http;
using Approval.Workflows.Storage;

namespace Approval.Api.Administration.Clients;

/// <param name="ExpiresAt">Null: until it is replaced.</param>
public sealed record SecretView(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

public sealed record ClientView(
    string Id, string Name, IReadOnlyList<string> Roles, string? Office, string? Organisation, IReadOnlyList<string> Scopes, bool Enabled, IReadOnlyList<SecretView> Secrets, int Version,
    DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    public static ClientView Of(ApiClientRow row, IEnumerable<ApiClientSecretRow> secrets) => new(
        row.Id, row.Name, row.Roles, row.Office, row.Organisation, row.Scopes, row.Enabled,
        [.. secrets.OrderBy(secret => secret.CreatedAt).Select(secret => new SecretView(secret.Id, secret.CreatedAt, secret.ExpiresAt))], row.Version, row.CreatedAt, row.ChangedAt);
}

/// <param name="Secret">Shown this once.</param>
public sealed record ClientWithSecret(ClientView Client, string Secret);

public static class ClientProblems
{
    public static Problem NotFound { get; } = Problems.NotFound("client.not_found", "没有这个客户端。", "There is no such client.");

    public static Problem Exists { get; } = new(StatusCodes.Status409Conflict, "client.exists", new("客户端标识已被使用。", "The client id is taken."));

    public static Problem TwoSecrets { get; } = new(
        StatusCodes.Status409Conflict, "client.two_secrets", new("已有两个有效密钥；请先删除其一。", "Two secrets are valid already; remove one first."));

    public static string SubjectOf(string id) => $"client:{id}";
}
