using System.CommandLine;
using Approval.Cli.Audit;
using Approval.Cli.Certificates;
using Approval.Cli.Demo;
using Approval.Cli.Forecasting;
using Approval.Cli.Rehearsing;
using Approval.Cli.Reports;
using Approval.Cli.Seeds;
using Approval.Cli.Storage;

namespace Approval.Cli;

/// <summary>Every command of <c>approval</c>. Exit code 0 when it did what was asked, 1 when not.</summary>
internal static class CommandTree
{
    public static RootCommand Build() => new("Approval: permit cases of a civil-air-defence office, on clocks exact to the day.")
    {
        DemoCommand.Build(),
        MigrateCommand.Build(),
        SeedCommand.Build(),
        new Command("verify", "Proves a paper without the system that made it.") { VerifyCertificateCommand.Build(), VerifyAuditCommand.Build() },
        new Command("export", "Writes what can be checked elsewhere.") { ExportAuditCommand.Build() },
        RehearseCommand.Build(),
        SimulateCommand.Build(),
        new Command("report", "Figures of what was done.") { ShorteningCommand.Build() },
        new Command("check", "Checks without changing anything.") { CheckSeedsCommand.Build() },
    };
}
