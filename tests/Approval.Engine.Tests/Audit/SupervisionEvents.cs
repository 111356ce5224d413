using System.Text;
using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tests.Cases;
using Approval.Engine.Tests.Procedures;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Audit;

/// <summary>
/// The stored form of the events of supervision and of the ledger's later acts: written once, read for ever. The golden files are
/// written only when APPROVAL_UPDATE_GOLDEN=1; read the difference before you commit it.
/// </summary>
public class SupervisionEvents
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Seeds.Folder)!, "tests", "Approval.Engine.Tests", "Golden");

    private static readonly LedgerEntry Entry = new(LedgerOperation.Suspend, Day("2026-03-04"), 5, "expertReview", "行政许可法第四十五条", "zhou", At("2026-03-04 10:00"));

    private static readonly Deadline Before = new(Day("2026-03-11"), At("2026-03-12 00:00"), false, Day("2026-03-11"), Day("2026-03-11"));

    /// <summary>Each with every field filled.</summary>
    internal static IReadOnlyList<CaseEvent> All { get; } =
    [
        new CaseEvent.CardIssued("promised.breached", CardLevel.Red, Clock.PromisedId, Day("2026-03-12"), ["clerk", "reviewer", "head", "supervisor"]),
        new CaseEvent.CardWrittenOff("promised.breached", "系统故障所致，已补正"),
        new CaseEvent.BreachExplained(Clock.PromisedId, "因系统迁移延误一日，已致歉"),
        new CaseEvent.ClocksRecomputed(
            "国办发明电〔2020〕1号",
            "gong",
            [
                new ClockMove(Before, new Clock(
                    Clock.PromisedId, ClockKind.Promised, Matters.Licence.Limits.Promised, Day("2026-03-02"), ClockStatus.Running,
                    Before with { Due = Day("2026-03-12"), PassesAt = At("2026-03-13 00:00") }, At("2026-03-10 00:00"), true, 0, 2, "CN-2026-2")
                {
                    StartedAt = At("2026-03-02 11:00"),
                }),
            ]),
        new CaseEvent.TimeExcluded("testing", Day("2026-03-03"), Day("2026-03-04"), "长防特告〔2026〕2号", "现场检测", Entry with { Operation = LedgerOperation.Exclude, Through = Day("2026-03-04") }),
        new CaseEvent.ReviewCorrectionRequested([new("scheme", "缺少防护单元划分图")], "审查阶段补正", Day("2026-03-04"), Entry with { Kind = "reviewCorrection", PromiseOnly = true }),
        new CaseEvent.ReviewCorrectionSubmitted([Paper("scheme")], "已补正", Entry with { Operation = LedgerOperation.Resume, Days = 0, Kind = "reviewCorrection", PromiseOnly = true }),
    ];

    public static IEnumerable<TestCaseData> Stored() =>
        All.Select(happened => new TestCaseData(EventCatalogue.NameOf(happened), Body(happened)).SetArgDisplayNames(EventCatalogue.NameOf(happened)));

    [TestCaseSource(nameof(Stored))]
    public void Is_written_as_it_always_was(string name, string body)
    {
        var path = Path.Combine(Folder, $"{name}.json");
        if (Environment.GetEnvironmentVariable("APPROVAL_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, body + "\n");
        }

        Assert.That(body + "\n", Is.EqualTo(File.ReadAllText(path)));
    }

    [TestCaseSource(nameof(Stored))]
    public void Is_read_and_written_alike(string name, string body)
    {
        var read = JournalRow.Open(File.ReadAllBytes(Path.Combine(Folder, $"{name}.json")));

        Assert.That(EventCatalogue.NameOf(read.Event), Is.EqualTo(name));
        Assert.That(Body(read.Event), Is.EqualTo(body));
    }

    private static string Body(CaseEvent happened) =>
        Encoding.UTF8.GetString(JournalRow.Seal(CaseId, 1, new CaseEntry(happened, Clerk, At("2026-03-04 10:00")), At("2026-03-04 10:05"), HashChain.Genesis).Body);
}
