using Approval.Workflows.Queries;

namespace Approval.Workflows.Tests.Audit;

/// <summary>A journal that was tampered with is not read out as if it were whole: the first row at fault is named (RELIABILITY Z2).</summary>
public sealed class CheckedReadTests
{
    [Test]
    public async Task A_whole_journal_is_read_in_pages_of_any_size()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.AcceptedAsync();
        var reader = new CaseReader(world.Source);
        var whole = await reader.EventsAsync(id, 0, int.MaxValue);
        Assert.That(whole.Select(row => row.Version), Is.EqualTo(Enumerable.Range(1, whole.Count)));

        for (var after = 0; after <= whole.Count; after++)
        {
            for (var limit = 1; limit <= whole.Count + 1; limit++)
            {
                var page = await reader.EventsAsync(id, after, limit);
                Assert.That(page.Select(row => row.Version), Is.EqualTo(whole.Skip(after).Take(limit).Select(row => row.Version)), $"{limit} after {after}");
            }
        }

        Assert.That(await reader.EventsAsync(Guid.NewGuid(), 0, 10), Is.Empty);
    }

    [TestCase("update approval.case_event set body = convert_to(replace(convert_from(body, 'UTF8'), 'clerk-1', 'clerk-2'), 'UTF8') where case_id = $1 and version = 1", 1)]
    [TestCase("update approval.case_event set body = convert_to(replace(convert_from(body, 'UTF8'), '窗口甲', '窗口乙'), 'UTF8') where case_id = $1 and version = 1", 1, Description = "what no column says")]
    [TestCase("update approval.case_event set previous_hash = sha256('x'), hash = sha256('\\x00'::bytea || sha256('x') || body) where case_id = $1 and version = 2", 2, Description = "whole in itself, linked to nothing")]
    [TestCase("update approval.case_event set actor_id = 'clerk-2' where case_id = $1 and version = 2", 2)]
    [TestCase("update approval.case_event set recorded_at = recorded_at + interval '1 microsecond' where case_id = $1 and version = 2", 2)]
    [TestCase("delete from approval.case_event where case_id = $1 and version = 2", 2)]
    [TestCase("update approval.case_event set version = 5 - version where case_id = $1 and version in (2, 3)", 2)]
    [TestCase("update approval.permit_case set head = sha256(head) where id = $1", -1)]
    [TestCase("delete from approval.case_event e where case_id = $1 and version = (select max(version) from approval.case_event where case_id = $1)", 0)]
    public async Task The_first_row_at_fault_is_named(string tampering, int version)
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.AcceptedAsync();
        var rows = (int)await world.ScalarAsync<long>("select count(*) from approval.case_event where case_id = $1", id);
        await world.Source.ExecuteAsync("alter table approval.case_event drop constraint case_event_pk; alter table approval.case_event disable trigger all");
        Assert.That(await world.Source.ExecuteAsync(tampering, id), Is.GreaterThan(0));

        var broken = Assert.ThrowsAsync<JournalBrokenException>(() => new CaseReader(world.Source).EventsAsync(id, 0, int.MaxValue))!;

        Assert.That((broken.CaseId, broken.Version), Is.EqualTo((id, version switch { 0 => rows, -1 => rows + 1, _ => version })));
    }

    [Test]
    public async Task A_page_in_the_middle_sees_a_row_that_was_altered_before_it_by_its_link()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.AcceptedAsync();
        await world.Source.ExecuteAsync("alter table approval.case_event disable trigger all");
        await world.Source.ExecuteAsync("update approval.case_event set hash = sha256(body) where case_id = $1 and version = 2", id);

        Assert.That((await new CaseReader(world.Source).EventsAsync(id, 0, 1)).Count, Is.EqualTo(1));
        Assert.ThrowsAsync<JournalBrokenException>(() => new CaseReader(world.Source).EventsAsync(id, 2, 1));
    }
}
