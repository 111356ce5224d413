namespace Approval.Workflows.Tests;

/// <summary>Waits for something outside this process, which gives no signal: another session of the database, another process.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(Longest);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!await condition())
        {
            Assert.That(limit.IsCancellationRequested, Is.False, $"It did not come about that {what}.");
            await pause.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
