using System.Diagnostics;
using Approval.Workflows.Tests.Supervision;
using Approval.Workflows.Timers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Approval.Workflows.Tests.Timers;

/// <summary>A sweep over 100,000 open cases, two timers wrong among 200,000.</summary>
public sealed class ReconcilerRateTests
{
    private const int Cases = 100_000;

    [Test]
    public async Task One_hundred_thousand_cases()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        await world.AcceptedAsync();
        await using (var source = Docket.Unhurried(world.ConnectionString))
        {
            // The one case again and again, under other ids: its state and its timers are all that the reconciler looks at.
            await source.ExecuteAsync($"""
                insert into approval.permit_case (
                  id, number, tracking_code, procedure_code, procedure_version, office_code, window_code, channel, organisation, project_name, applicant_name, received_at,
                  phase, acceptance, lamp, worst_lamp, accepted_on, due_on, due_clock, version, head, state, application, updated_at)
                select gen_random_uuid(), 'D' || g, tracking_code, procedure_code, 1, office_code, window_code, channel, organisation, project_name, applicant_name, received_at,
                  phase, acceptance, lamp, worst_lamp, accepted_on, due_on, due_clock, version, head, state, '\x7b7d', updated_at
                from approval.permit_case, generate_series(1, {Cases - 1}) g
                """);
            await source.ExecuteAsync("""
                insert into approval.case_timer (case_id, clock_id, kind, fire_at, ledger_version)
                select c.id, t.clock_id, t.kind, t.fire_at, t.ledger_version from approval.permit_case c, approval.case_timer t where c.number like 'D%'
                """);
            await source.ExecuteAsync("delete from approval.case_timer where clock_id = 'promised' and case_id = (select id from approval.permit_case where number = 'D50000')");
            await source.ExecuteAsync("update approval.case_timer set fire_at = '2026-03-03' where clock_id = 'statutory' and case_id = (select id from approval.permit_case where number = 'D60000')");
            await source.ExecuteAsync("vacuum analyze approval.permit_case, approval.case_timer");
        }

        using var figures = new TimerFigures(world.Source);
        var reconciler = new Reconciler(world.Source, world.Clock, figures, NullLogger<Reconciler>.Instance);
        using var process = Process.GetCurrentProcess();
        var (watch, cpu) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var sweep = await reconciler.SweepAsync();
        watch.Stop();
        process.Refresh();
        cpu = process.TotalProcessorTime - cpu;
        await TestContext.Out.WriteLineAsync($"{sweep.Cases} cases, {sweep.Armed} timers in {watch.Elapsed.TotalSeconds:F1} s: {sweep.Cases / watch.Elapsed.TotalSeconds:F0} cases a second; {cpu.TotalSeconds:F1} s of processor time: {sweep.Cases / cpu.TotalSeconds:F0} cases a second of it; peak {process.PeakWorkingSet64 >> 20} MB");

        Assert.That((sweep.Cases, sweep.Running, sweep.Missing, sweep.Superseded, sweep.Orphaned), Is.EqualTo(((long)Cases, 3L * Cases, 1L, 1L, 0L)));
        Assert.That((await reconciler.SweepAsync()).IsClean);
    }
}
