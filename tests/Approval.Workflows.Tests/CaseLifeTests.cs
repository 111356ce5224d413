using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Testing;

namespace Approval.Workflows.Tests;

/// <summary>A whole case on a real database, with the dates of the 2026 Spring Festival.</summary>
public sealed class CaseLifeTests
{
    [Test]
    public async Task A_case_runs_from_intake_to_service_across_the_Spring_Festival()
    {
        await using var world = await World.StartAsync("2026-02-12T09:30:00");
        var id = await world.ReceivedAsync();
        Assert.That(Due(await world.StateAsync(id), Clock.NoticeId), Is.EqualTo(new DateOnly(2026, 2, 26)), "art 32: 5 working days after 02-12, holidays 02-15 to 02-23, worked 02-14");

        world.Clock.SetTo(World.At("2026-02-13T10:00:00"));
        await world.DoAsync(id, new CaseCommand.RequestCorrection([new CorrectionItem("site-plan", "总平面图未加盖公章")], null), People.Clerk);
        world.Clock.SetTo(World.At("2026-02-24T09:10:00"));
        await world.DoAsync(id, new CaseCommand.SubmitCorrection([Examples.Paper("site-plan")], null), People.Applicant);
        await world.DoAsync(id, new CaseCommand.Accept(), People.Clerk);
        var accepted = await world.StateAsync(id);
        Assert.That(Due(accepted, Clock.PromisedId), Is.EqualTo(new DateOnly(2026, 3, 4)), "7 working days after 02-24, worked Saturday 02-28 counts");
        Assert.That(Due(accepted, Clock.StatutoryId), Is.EqualTo(new DateOnly(2026, 3, 23)), "20 working days after 02-24");

        world.Clock.SetTo(World.At("2026-02-27T15:00:00"));
        await world.ReviewAsync(id);
        await world.DoAsync(id, new CaseCommand.Decide(Outcome.Granted, [], null, [], []), People.Head);
        await world.DoAsync(id, new CaseCommand.Issue(null), People.Clerk);
        await world.DoAsync(id, new CaseCommand.Serve(ServiceMethod.Direct), People.Clerk);

        Assert.That(await world.StateAsync(id), Is.InstanceOf<CaseState.Served>());
        Assert.That(await world.CountAsync("case_timer"), Is.Zero, "A served case waits for nothing.");
        await world.CheckAsync();
    }

    private static DateOnly? Due(CaseState state, string clock) => ((CaseState.Known)state).File.Clock(clock)?.Deadline?.Due;
}
