-- A case that people keep locked must not starve its timer (RELIABILITY 6.3): the case whose timer is latest is waited for, in the
-- order of everybody else, case before timer. It holds no other lock while it waits, so it cannot deadlock.
select c.id, c.version, c.head, c.state, c.orchestration, c.procedure_code, c.procedure_version, c.office_code,
       null::bytea, t.clock_id, t.kind, t.ledger_version, t.fire_at, t.attempts
from approval.permit_case c
join approval.case_timer t on t.case_id = c.id
where c.id = (
    select held.case_id
    from approval.case_timer held
    where coalesce(held.next_try, held.fire_at) <= $2 and held.incident is null
    order by coalesce(held.next_try, held.fire_at)
    limit 1)
  and coalesce(t.next_try, t.fire_at) <= $1 and t.incident is null
order by coalesce(t.next_try, t.fire_at)
for update of c, t
