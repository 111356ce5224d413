using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Health;

public sealed record Liveness(string Status);

public static class Live
{
    public static Ok<Liveness> Handle() => TypedResults.Ok(new Liveness("live"));
}
