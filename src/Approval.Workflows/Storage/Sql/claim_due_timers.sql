-- The worker never waits while it holds a lock (RELIABILITY M36): case and timer are taken together or not at all. The case is
-- locked first, as everywhere: a timer whose case somebody holds is left untouched.
select c.id, c.version, c.head, c.state, c.orchestration, c.procedure_code, c.procedure_version, c.office_code,
       null::bytea, t.clock_id, t.kind, t.ledger_version, t.fire_at, t.attempts
from approval.case_timer t
join approval.permit_case c on c.id = t.case_id
where coalesce(t.next_try, t.fire_at) <= $1 and t.incident is null
order by coalesce(t.next_try, t.fire_at)
limit $2
for update of c, t skip locked
