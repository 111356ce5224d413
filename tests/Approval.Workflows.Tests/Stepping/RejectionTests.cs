using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Tests.Stepping;

/// <summary>A rejected command stores nothing, in no table.</summary>
public sealed class RejectionTests
{
    private static readonly CaseCommand Accept = new CaseCommand.Accept();

    private static IEnumerable<TestCaseData> Rejected()
    {
        TestCaseData Case(string name, RejectionKind kind, string code, Func<Guid, CaseRequest> request) => new TestCaseData(kind, code, request).SetArgDisplayNames(name);

        yield return Case("wrong state", RejectionKind.InvalidState, "case.invalid_state", id => new(id, new CaseCommand.Serve(ServiceMethod.Direct), People.Clerk));
        yield return Case("unknown case", RejectionKind.NotFound, "case.not_found", _ => new(Guid.NewGuid(), Accept, People.Clerk));
        yield return Case("wrong office", RejectionKind.Forbidden, "case.wrong_office", id => new(id, Accept, World.Stranger));
        yield return Case("wrong role", RejectionKind.Forbidden, "case.role_not_competent", id => new(id, Accept, People.Reviewer));
        yield return Case("another applicant", RejectionKind.NotFound, "case.not_found", id => new(id, new CaseCommand.Withdraw(null), People.Applicant with { Organisation = "91430100MA4L1XYZ0A" }));
        yield return Case("stale version", RejectionKind.Stale, "case.stale_version", id => new(id, Accept, People.Clerk, ExpectedVersion: 1));
        yield return Case("rights before version", RejectionKind.Forbidden, "case.wrong_office", id => new(id, Accept, World.Stranger, ExpectedVersion: 1));
        yield return Case("a stranger is not told the version", RejectionKind.NotFound, "case.not_found", id => new(id, new CaseCommand.Withdraw(null), People.Applicant with { Organisation = "x" }, ExpectedVersion: 1));
        yield return Case("effective in the future", RejectionKind.InvalidArgument, "time.in_future", id => new(id, Accept with { EffectiveAt = World.At("2026-03-02T10:00:00.000001") }, People.Clerk));
        yield return Case("effective before the receipt", RejectionKind.InvalidArgument, "time.before_receipt", id => new(id, Accept with { EffectiveAt = World.At("2026-03-02T08:59:59") }, People.Clerk));
        yield return Case("unknown material", RejectionKind.InvalidArgument, "material.unknown", id => new(id, new CaseCommand.RequestCorrection([new("marriage-certificate", "?")], null), People.Clerk));
        yield return Case("unknown procedure", RejectionKind.InvalidArgument, "procedure.unknown", _ => World.Intake() with { Intake = new Intake("RF-99", "430100") });
        yield return Case("unknown office", RejectionKind.InvalidArgument, "office.unknown", _ => World.Intake() with { Intake = new Intake("RF-01", "999999") });
        yield return Case("intake of a case that exists", RejectionKind.Conflict, "case.exists", id => World.Intake(id: id));
        yield return Case("intake by one who may not", RejectionKind.Forbidden, "case.role_not_competent", _ => World.ForbiddenIntake());
        yield return Case("first intake of an office, rejected", RejectionKind.Forbidden, "case.role_not_competent", _ => World.ForbiddenIntake("430300"));
        yield return Case("a timer's command from a person", RejectionKind.Forbidden, "case.role_not_competent", id => new(id, new CaseCommand.FireTimer("notice", Engine.Clocks.TimerKind.Breach, 0), People.Head));
    }

    [TestCaseSource(nameof(Rejected))]
    public async Task Nothing_is_stored(RejectionKind kind, string code, Func<Guid, CaseRequest> request)
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.ReceivedAsync();
        world.Clock.SetTo(World.At("2026-03-02T10:00:00"));
        var before = await world.Source.DigestsAsync();
        var keyed = request(id) with { Key = Keys.New("refused"), Answer = Keys.Answer };

        var outcomes = new[] { await world.Runner.RunAsync(request(id)), await world.Runner.RunAsync(keyed) };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => (outcome.Rejection?.Kind, outcome.Rejection?.Code)), Is.All.EqualTo((kind, code)));
            Assert.That(outcomes.Select(outcome => outcome.Rows.Count), Is.All.Zero);
            Assert.That(await world.Source.DigestsAsync(), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task A_command_that_changes_nothing_stores_nothing()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.AcceptedAsync();
        var task = (await world.OpenTaskAsync(id))!;
        await world.DoAsync(id, new CaseCommand.ClaimTask(task.Id), People.Reviewer);
        var before = await world.Source.DigestsAsync();

        var again = await world.DoAsync(id, new CaseCommand.ClaimTask(task.Id), People.Reviewer);

        Assert.That(again.Rows, Is.Empty);
        Assert.That(await world.Source.DigestsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task No_request_is_no_work()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        Assert.That(await world.Runner.RunAsync([]), Is.Empty);
    }
}
