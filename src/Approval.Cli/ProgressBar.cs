using Spectre.Console;

namespace Approval.Cli;

/// <summary>A bar on a terminal; nothing where the output is read by a program.</summary>
internal static class ProgressBar
{
    /// <param name="run">Tells which part is under way and how far it is, 0 to 1.</param>
    public static async Task<T> ShowAsync<T>(Func<Action<string, double>, Task<T>> run)
    {
        if (Console.IsErrorRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            return await run((_, _) => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            var parts = new Dictionary<string, ProgressTask>();
            return await run((part, share) =>
            {
                if (!parts.TryGetValue(part, out var task))
                {
                    parts[part] = task = context.AddTask(part, maxValue: 1);
                }

                task.Value = share;
            });
        });
    }
}
