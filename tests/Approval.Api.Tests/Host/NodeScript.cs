using System.Diagnostics;
using Approval.Testing;

namespace Approval.Api.Tests.Host;

/// <summary>Programs of others that read what we write: packages of tools/npm, run by Node.js.</summary>
internal static class NodeScript
{
    public static string Npm { get; } = Path.Combine(RepositoryRoot.Path, "tools", "npm");

    /// <summary>Puts the packages of the lock file there, if they are not.</summary>
    public static Task InstallAsync() => RunAsync(Path.Combine(Npm, "install"), [], "");

    /// <summary>Runs a module that reads standard input and answers on standard output.</summary>
    public static Task<string> RunAsync(string module, string input) => RunAsync("node", ["--input-type=module", "-e", module], input);

    private static async Task<string> RunAsync(string program, string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Npm,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading; its exit code and its words say why.
        }

        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, await errors);
        return await output;
    }
}
