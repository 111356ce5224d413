-- The worker never waits while it holds a lock (RELIABILITY M36): timer and case are taken together or not at all.
select c.id, c.version, c.head, c.state, c.orchestration, c.procedure_code, c.procedure_version, c.office_code,
       null::bytea, t.clock_id, t.kind, t.ledger_version, t.fire_at
from approval.case_timer t
join approval.permit_case c on c.id = t.case_id
where coalesce(t.next_try, t.fire_at) <= $1 and t.incident is null
order by coalesce(t.next_try, t.fire_at)
limit $2
for update of t, c skip locked
