using System.CommandLine;

namespace Approval.Cli.Demo;

internal static class DemoCommand
{
    public static Command Build() => new("demo", "x");
}
