using Approval.Engine.Cases;
using Approval.Testing;

namespace Approval.Workflows.Tests.Audit;

/// <summary>The oracle of the other tests sees each kind of damage that half a step would leave.</summary>
public sealed class OracleTests
{
    private static readonly string[] Damage =
    [
        "delete from approval.outbox where id = (select max(id) from approval.outbox)",
        "delete from approval.outbox where id = (select min(id) from approval.outbox)",
        "update approval.outbox set to_version = to_version + 1",
        "insert into approval.outbox (message_id, case_id, from_version, to_version, created_at, next_try) select gen_random_uuid(), case_id, from_version, to_version, created_at, next_try from approval.outbox",
        "delete from approval.case_timer where clock_id = 'statutory'",
        "update approval.case_timer set fire_at = fire_at + interval '1 microsecond'",
        "update approval.case_timer set kind = 'breach'",
        "update approval.case_timer set ledger_version = ledger_version + 1",
        "insert into approval.case_timer select case_id, 'delivery', kind, fire_at, ledger_version from approval.case_timer limit 1",
        "delete from approval.case_task where status = 'offered'",
        "update approval.case_task set due_on = due_on + 1",
        "update approval.case_task set assignee = 'reviewer-9' where status = 'endorsed'",
        "update approval.case_task set opinion = null",
        "update approval.case_task set claimed_at = null",
        "update approval.case_task set status = 'cancelled', closed_at = now() where status = 'offered'",
        "update approval.permit_case set lamp = 'yellow'",
        "update approval.permit_case set worst_lamp = 'yellow'",
        "update approval.permit_case set phase = 'accepted'",
        "update approval.permit_case set due_on = due_on + 1",
        "update approval.permit_case set due_clock = 'notice'",
        "update approval.permit_case set accepted_on = accepted_on + 1",
        "update approval.permit_case set acceptance = 'deemed'",
        "update approval.permit_case set office_code = '430300'",
        "update approval.permit_case set updated_at = updated_at + interval '1 second'",
        "update approval.permit_case set version = version + 1",
        "update approval.permit_case set head = sha256(head)",
        "update approval.permit_case set state = convert_to(replace(convert_from(state, 'UTF8'), 'reviewer-1', 'reviewer-9'), 'UTF8')",
        "update approval.permit_case set application = convert_to(replace(convert_from(application, 'UTF8'), 'site-plan', 'site-plans'), 'UTF8')",
        "update approval.permit_case set number = overlay(number placing '00002' from 17)",
        "update approval.case_number set last = last + 1",
        "delete from approval.case_number",
        "update approval.idempotency set status = null, body = null",
        "alter table approval.case_task drop constraint case_task_case_fk; alter table approval.case_timer drop constraint case_timer_case_fk; delete from approval.permit_case",
    ];

    [TestCaseSource(nameof(Damage))]
    public async Task Damage_is_seen(string damage)
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.AcceptedAsync();
        await world.OkAsync(new(id, new CaseCommand.EndorseTask((await world.OpenTaskAsync(id))!.Id, "同意"), People.Reviewer) { Key = Stepping.Keys.New("k"), Answer = Stepping.Keys.Answer });
        Assert.That(await Invariants.FindViolationsAsync(world.Source), Is.Empty);

        Assert.That(await world.Source.ExecuteAsync(damage), Is.GreaterThan(0));

        Assert.That(await Invariants.FindViolationsAsync(world.Source), Is.Not.Empty);
    }
}
