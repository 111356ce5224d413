using Approval.Api.Http;

namespace Approval.Api.Identity.People;

/// <summary>Hashing a password is made to be slow: as many at once as there are processors, the others wait their turn or come again.</summary>
public sealed class PasswordWork : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim turns = new(Environment.ProcessorCount);

    /// <exception cref="RefusedException">Too many wait.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        if (!await turns.WaitAsync(LongestWait, cancellation))
        {
            throw new RefusedException(Problems.Busy);
        }

        try
        {
            return await Task.Run(work, cancellation);
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();
}
