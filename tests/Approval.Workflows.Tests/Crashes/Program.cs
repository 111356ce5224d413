using System.Globalization;
using Approval.Testing;

namespace Approval.Workflows.Tests.Crashes;

/// <summary>
/// The process that is killed: a node of its own that works on the test's database and tells on its standard output what it is about
/// to do and what it knows to be done.
/// </summary>
internal static class Program
{
    /// <param name="arguments">What to do, connection string, seed, start of the clock.</param>
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var what, var connectionString, var seed, var start])
        {
            await Console.Error.WriteLineAsync("This program is started by the kill tests.");
            return 2;
        }

        var clock = new TestClock(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture));
        await using var node = new Node(connectionString, clock, Victim.Name);
        try
        {
            await (what switch
            {
                "case" => ScriptedWork.OneCaseAsync(node, stopAfterCommit: false),
                "case-unanswered" => ScriptedWork.OneCaseAsync(node, stopAfterCommit: true),
                "sweep" => ScriptedWork.SweepAsync(node),
                _ => new RandomWork(node, clock, int.Parse(seed, CultureInfo.InvariantCulture)).RunAsync(),
            });
            return 0;
        }
        catch (Exception fault)
        {
            Say.Fault(fault);
            return 1;
        }
    }
}
