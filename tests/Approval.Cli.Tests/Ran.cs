using System.CommandLine;

namespace Approval.Cli.Tests;

/// <summary>A command that ran to its end inside this process.</summary>
internal sealed record Ran(int ExitCode, string Output, string Errors)
{
    public static async Task<Ran> Async(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await CommandTree.Build().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
        return new Ran(code, output.ToString(), errors.ToString());
    }
}
