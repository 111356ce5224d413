-- One statement, one snapshot: a case and its timers are written together, so they are seen together.
select c.id, c.state, t.clock_id, t.kind, t.fire_at, t.ledger_version, t.incident is not null
from (select id, state from approval.permit_case where due_on is not null and id > $1 order by id limit $2) c
left join approval.case_timer t on t.case_id = c.id
order by c.id
