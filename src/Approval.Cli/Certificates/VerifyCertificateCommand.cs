using System.CommandLine;
using Approval.Engine.Certificates;

namespace Approval.Cli.Certificates;

/// <summary><c>approval verify certificate FILE --calendar FILE</c>: recomputes a deadline certificate offline and names the first row that is wrong.</summary>
internal static class VerifyCertificateCommand
{
    public static Command Build()
    {
        var certificate = new Argument<string>("FILE") { Description = "The certificate (期限计算单), as JSON." };
        var calendars = new Option<string[]>("--calendar")
        {
            Description = "A calendar file, seeds/calendars/CN/2026.json for one; repeat it for every year the days lie in. With all years of the version, the version is checked too.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("certificate", "Recomputes a deadline certificate day by day from the published holiday notices; exit code 1 when anything is wrong. Needs no database and no network.")
        {
            certificate,
            calendars,
        };
        command.SetAction((parsed, cancellation) => Failure.ToldAsync(parsed, async output =>
        {
            var json = await File.ReadAllTextAsync(parsed.GetValue(certificate)!, cancellation);
            var files = new List<(string File, string Text)>();
            foreach (var file in parsed.GetValue(calendars)!)
            {
                files.Add((Path.GetFileName(file), await File.ReadAllTextAsync(file, cancellation)));
            }

            var verdict = CertificateVerifier.Verify(json, files);
            await TellAsync(output, verdict);
            return verdict.Holds ? 0 : 1;
        }));
        return command;
    }

    private static async Task TellAsync(TextWriter output, CertificateVerdict verdict)
    {
        foreach (var check in verdict.Checks)
        {
            await output.WriteLineAsync(check.Fault is { } wrong ? $"[不符] {check.Name}：{wrong}" : $"[相符] {check.Name}：{check.Detail}");
        }

        await output.WriteLineAsync(verdict.Fault is { } first ? $"结论：不符。首处：{first}。" : "结论：相符。本单可由其所载事实和放假通知逐日推出。");
    }
}
