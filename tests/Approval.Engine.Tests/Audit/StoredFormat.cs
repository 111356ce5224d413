using System.Text;
using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Audit;

/// <summary>The journal is for ever: what was written once must be read, and written alike, by every later version.</summary>
public class StoredFormat
{
    public static IEnumerable<TestCaseData> Events() => EventCatalogue.All.Select(name => new TestCaseData(name).SetName($"The stored text of {name}"));

    [TestCaseSource(nameof(Events))]
    public void An_event_is_written_as_it_always_was(string name)
    {
        var happened = EveryEvent.All.SingleOrDefault(happened => EventCatalogue.NameOf(happened) == name);
        Assert.That(happened, Is.Not.Null, $"EveryEvent has no {name}");

        var body = Encoding.UTF8.GetString(Seal(happened!).Body);

        Assert.That(body + "\n", Is.EqualTo(Golden.Text(Path.Combine(Golden.Folder, $"{name}.json"), body + "\n")));
    }

    [TestCaseSource(nameof(Events))]
    public void What_was_written_is_read_and_written_alike(string name)
    {
        var stored = File.ReadAllText(Path.Combine(Golden.Folder, $"{name}.json")).TrimEnd('\n');

        var entry = JournalRow.Open(Encoding.UTF8.GetBytes(stored));

        Assert.That(EventCatalogue.NameOf(entry.Event), Is.EqualTo(name));
        Assert.That((entry.Actor.Id, entry.Actor.Roles, entry.EffectiveAt), Is.EqualTo((Clerk.Id, Clerk.Roles, At("2026-03-04 10:00"))));
        Assert.That(Encoding.UTF8.GetString(JournalRow.Seal(CaseId, 1, entry, At("2026-03-04 10:05"), HashChain.Genesis).Body), Is.EqualTo(stored));
    }

    [Test]
    public void Names_of_events_and_commands_do_not_change()
    {
        var names = string.Join('\n', ["events", .. EventCatalogue.All.Order(), "commands", .. Acts.All.Values.Select(act => act.Command(Phases.InReview()).Name).Order()]) + "\n";

        Assert.That(names, Is.EqualTo(Golden.Text(Path.Combine(Golden.Folder, "names.txt"), names)));
    }

    [Test]
    public void No_golden_file_is_left_behind() =>
        Assert.That(Directory.GetFiles(Golden.Folder, "*.json").Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(EventCatalogue.All));

    [Test]
    public void Every_event_there_is_has_a_name() =>
        Assert.That(
            typeof(CaseEvent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(CaseEvent))),
            Is.EquivalentTo(EventCatalogue.All.Select(EventCatalogue.TypeOf)));

    [Test]
    public void A_name_of_a_newer_version_is_refused() =>
        Assert.That(() => EventCatalogue.TypeOf("case.received.v2"), Throws.InvalidOperationException);

    [Test]
    public void Instants_are_sealed_as_the_database_keeps_them()
    {
        var row = JournalRow.Seal(CaseId, 1, EveryEvent.Entered(EveryEvent.All[3]), At("2026-03-04 10:05").ToOffset(CivilTime.Offset).AddTicks(1234567), HashChain.Genesis);

        Assert.That((row.RecordedAt.Offset, row.RecordedAt.Ticks % TimeSpan.TicksPerMicrosecond), Is.EqualTo((TimeSpan.Zero, 0)));
        Assert.That(row.AgreesWithBody(), Is.True);
    }

    [Test]
    public void What_the_engine_records_survives_the_database_unchanged()
    {
        var suspended = Phases.InReview().WhenTimersSlept(Clerk, At("2026-03-03 10:00").ToOffset(CivilTime.Offset).AddTicks(1234567), Sample.Suspend);

        Assert.That(suspended.Decision.Entries.Select(entry => EventCatalogue.NameOf(entry.Event)), Does.Contain("lamp.changed.v1"));
        Assert.That(suspended.Decision.Entries.Select(entry => entry.EffectiveAt), Has.All.EqualTo(At("2026-03-03 10:00").AddTicks(1234560)));
        Assert.That(suspended.Decision.Entries, Has.All.Matches<CaseEntry>(entry => entry.EffectiveAt.Offset == TimeSpan.Zero));
        Assert.That(suspended.After.File.Ledger.Entries[0].EnteredAt, Is.EqualTo(At("2026-03-03 10:00").AddTicks(1234560)));
    }

    private static JournalRow Seal(CaseEvent happened) => JournalRow.Seal(CaseId, 1, EveryEvent.Entered(happened), At("2026-03-04 10:05"), HashChain.Genesis);
}
