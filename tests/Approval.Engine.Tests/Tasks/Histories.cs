using System.Text;
using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Engine.Tests.Audit;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Tasks;

/// <summary>
/// Courses of cases as they were once recorded, named for what they preserve: a line for each row of the journal, the state last. Today's code must fold them to the state they were folded
/// to, and decide the same again. A difference is a break with every journal in use: it needs a new event version, not a new file.
/// </summary>
public class Histories
{
    private static readonly Dictionary<string, Func<Given>> Courses = new()
    {
        ["licence-granted-and-served"] = () => Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept).Reviewed("2026-03-04 10:00")
            .And(Head, "2026-03-05 10:00", Sample.Grant).And(Clerk, "2026-03-06 10:00", Sample.Issue).And(Clerk, "2026-03-06 11:00", Sample.Serve),
        ["corrected-deemed-accepted-and-late"] = () => Given.Received("2026-02-11 10:00").And(Clerk, "2026-02-12 10:00", Sample.RequestCorrection)
            .And(Applicant, "2026-02-25 10:00", Sample.SubmitCorrection).Until("2026-03-31 00:00"),
        ["suspended-and-returned"] = () => Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept)
            .And(Reviewer, "2026-03-03 10:00", Sample.Endorse).And(OtherReviewer, "2026-03-03 11:00", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null))
            .And(Clerk, "2026-03-04 10:00", Sample.Suspend).And(Clerk, "2026-03-09 10:00", Sample.Resume)
            .And(Reviewer, "2026-03-10 10:00", given => new CaseCommand.ReturnTask(given.Task("planning").Id, "review", "图纸不一致")).Reviewed("2026-03-12 10:00"),
        ["objected-and-refused"] = () => Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept).And(Reviewer, "2026-03-03 10:00", Sample.Object)
            .And(Head, "2026-03-04 10:00", Sample.Refuse),
        ["vote-carried-and-line-signed-in-turn"] = () => SigningModes.AtLine().And(OtherReviewer, "2026-03-05 10:00", given => new CaseCommand.EndorseTask(given.Task("sign").Id, "同意"))
            .And(Head, "2026-03-05 11:00", given => new CaseCommand.EndorseTask(given.Task("sign", 2).Id, null)),
        ["vetoed"] = () => SigningModes.AtPanel().And(Reviewer, "2026-03-03 09:30", given => new CaseCommand.ObjectTask(given.Task("vote").Id, "面积不足"))
            .And(Head, "2026-03-03 10:00", given => new CaseCommand.ObjectTask(given.Task("vote", 3).Id, "不同意"))
            .And(Reviewer, "2026-03-03 11:00", given => new CaseCommand.EndorseTask(given.Task("either").Id, null)),
        ["returned-and-partly-kept"] = () => SigningModes.AtLine().And(OtherReviewer, "2026-03-05 10:00", given => new CaseCommand.EndorseTask(given.Task("sign").Id, null))
            .And(Head, "2026-03-05 11:00", given => new CaseCommand.ReturnTask(given.Task("sign", 2).Id, "panel", "重新会审") { Steps = ["either"] })
            .And(Reviewer, "2026-03-05 12:00", given => new CaseCommand.EndorseTask(given.Task("either").Id, null))
            .And(Builder, "2026-03-05 13:00", given => new CaseCommand.EndorseTask(given.Task("construction").Id, null)),
        ["silence-escalated-and-agreed"] = () => SigningModes.AtJoint().Until("2026-03-10 00:00"),
    };

    /// <summary>Courses of before ADR 0016, when a deeming forgot the correction before it and what it began warned in the past: folded as ever, decided otherwise.</summary>
    private static readonly string[] OnlyFolded = ["deemed-after-correction-before-0016"];

    public static IEnumerable<string> Names() => Courses.Keys;

    public static IEnumerable<string> Recorded() => Courses.Keys.Concat(OnlyFolded);

    [TestCaseSource(nameof(Names))]
    public void Todays_code_decides_the_same(string name) => Assert.That(Written(Courses[name]()), Is.EqualTo(Golden.Text(PathOf(name), Written(Courses[name]()))));

    [TestCaseSource(nameof(Recorded))]
    public void Todays_code_folds_it_to_the_same_state(string name)
    {
        var recorded = File.ReadAllLines(PathOf(name));
        var folded = CaseEvolution.Fold(recorded[..^1].Select(row => JournalRow.Open(Encoding.UTF8.GetBytes(row))));
        Assert.That(Encoding.UTF8.GetString(CaseJson.Write(folded)), Is.EqualTo(recorded[^1]));
    }

    [Test]
    public void No_file_is_left_over() =>
        Assert.That(Directory.GetFiles(Path.Combine(Golden.Folder, "histories")).Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(Recorded()));

    private static string Written(Given given)
    {
        var (rows, head, version) = (new List<string>(), HashChain.Genesis, 0);
        foreach (var entry in given.Entries)
        {
            var row = JournalRow.Seal(CaseId, ++version, entry, entry.EffectiveAt, head);
            head = row.Hash;
            rows.Add(Encoding.UTF8.GetString(row.Body));
        }

        return string.Concat(rows.Append(given.Json()).Select(line => line + "\n"));
    }

    private static string PathOf(string name) => Path.Combine(Golden.Folder, "histories", $"{name}.jsonl");
}
