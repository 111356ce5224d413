namespace Approval.Api.Tests.Host;

/// <summary>One API for all tests that do not move its clock or count on an empty database.</summary>
internal static class SharedApi
{
    private static readonly Lazy<Task<ApiHost>> Shared = new(() => ApiHost.StartAsync());

    public static Task<ApiHost> HostAsync() => Shared.Value;

    public static async Task<ApiCaller> AsAsync(string? client) => await (await Shared.Value).AsAsync(client);

    public static async ValueTask StopAsync()
    {
        if (Shared.IsValueCreated)
        {
            await (await Shared.Value).DisposeAsync();
        }
    }
}
