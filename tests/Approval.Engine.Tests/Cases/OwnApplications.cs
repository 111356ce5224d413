using Approval.Engine.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>Nobody handles or approves an own application (公务员法 art 76): officers are compared with applicant and agent by identifier.</summary>
public class OwnApplications
{
    private const string Company = "91430100MA4L0000XX";
    private const string Person = "430104198001010012";

    public static IEnumerable<string> Commands() => Matrix.PhasesAndCommands().Select(row => (string)row.Arguments[1]!).Distinct().Where(name => Acts.All[name].By is { Office: not null });

    [TestCaseSource(nameof(Commands))]
    public void An_officer_of_the_applicant_does_nothing_with_its_case(string name)
    {
        var (by, command) = Acts.All[name];
        foreach (var phase in new[] { "received", "inReview", "suspended", "decided" })
        {
            Phases.All[phase]().When(by with { Interests = [Company] }, Phases.Next, command).ThenRejected(RejectionKind.Forbidden, "duties.own_application");
        }
    }

    [TestCase(Company, false), TestCase(Person, false), TestCase("430104198001010020", true)]
    public void Neither_applicant_nor_agent_at_the_window(string own, bool allowed)
    {
        var receive = Sample.Receive(Channel.Window) with { Application = Filed() with { Agent = new Agent("吴", Person, "授权委托书", null) } };
        var tried = Given.Nothing().When(Clerk with { Interests = [own] }, "2026-03-02 10:00", receive);
        Assert.That(tried.Decision.Rejection?.Code, Is.EqualTo(allowed ? null : "duties.own_application"));

        var filed = Given.Nothing().And(Applicant, "2026-03-02 10:00", receive);
        Assert.That(filed.When(Head with { Interests = [own] }, "2026-03-02 11:00", Sample.Accept).Decision.Rejection?.Code, Is.EqualTo(allowed ? null : "duties.own_application"));
    }

    // The journal holds numbers of people masked. Where the number itself is known it decides; where it was erased, the end that is left.
    [TestCase(Person, Person, false)]
    [TestCase(Person, "430104197108150012", true)]
    [TestCase("43010419800101001x", "43010419800101001X", false)]
    [TestCase(null, Person, false)]
    [TestCase(null, "430104197108150012", false)]
    [TestCase(null, "430104197108150020", true)]
    public void A_stranger_whose_number_ends_alike_is_no_relation(string? known, string own, bool allowed)
    {
        var whole = Filed() with { Agent = new Agent("吴", known ?? Person, "授权委托书", null) };
        var masked = PersonalData.Mask(whole);
        var filed = Given.Nothing().And(Applicant, "2026-03-02 10:00", Sample.Receive() with { Application = masked });
        var facts = filed.FactsFor(Head with { Interests = [own] }, At("2026-03-02 11:00")) with { Application = known is null ? masked : whole };

        Assert.That(CaseDecider.Decide(filed.State, Sample.Accept, facts).Rejection?.Code, Is.EqualTo(allowed ? null : "duties.own_application"));
    }

    [Test]
    public void An_intake_is_masked_when_it_comes_and_judged_by_its_whole_application()
    {
        var whole = Filed() with { Agent = new Agent("吴", Person, "授权委托书", null) };
        var receive = Sample.Receive(Channel.Window) with { Application = PersonalData.Mask(whole) };
        Rejection? Tried(string own) => CaseDecider.Decide(CaseState.Initial, receive, Given.Nothing().FactsFor(Clerk with { Interests = [own] }, At("2026-03-02 10:00")) with { Application = whole }).Rejection;

        Assert.That(Tried(Person)?.Code, Is.EqualTo("duties.own_application"));
        Assert.That(Tried("430104197108150012"), Is.Null);
    }

    [Test]
    public void The_organisation_that_filed_counts_too()
    {
        Phases.Received().When(Clerk with { Interests = [Applicant.Organisation!] }, Phases.Next, Sample.Accept).ThenRejected(RejectionKind.Forbidden, "duties.own_application");
        Phases.Received().When(Clerk with { Interests = ["org:other"] }, Phases.Next, Sample.Accept).ThenPhase("inReview");
    }

    [Test]
    public void What_an_officer_belongs_to_is_never_written_down()
    {
        var accepted = Phases.Received().When(Clerk with { Interests = [Person] }, Phases.Next, Sample.Accept);

        Assert.That(accepted.Decision.Entries.Select(entry => System.Text.Encoding.UTF8.GetString(Approval.Engine.Audit.JournalRow.Seal(CaseId, 1, entry, At(Phases.Next), Approval.Engine.Audit.HashChain.Genesis).Body)), Has.None.Contains(Person));
    }
}
