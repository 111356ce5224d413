using System.Diagnostics;
using Approval.Testing;

namespace Approval.Api.Tests.Deployment;

/// <summary>A script of the repository, run to its end.</summary>
internal sealed record Script(int ExitCode, string Output, string Errors)
{
    public static async Task<Script> RunAsync(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(RepositoryRoot.Path, script), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Script(process.ExitCode, output.Trim(), (await errors).Trim());
    }
}
