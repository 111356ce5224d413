-- One statement, one snapshot: a case and its timers are written together, so they are seen together.
select c.id, c.state, t.clocks, t.kinds, t.instants, t.ledgers, t.stuck
from (select id, state from approval.permit_case where due_on is not null and id > $1 order by id limit $2) c
cross join lateral (
  select array_agg(clock_id) as clocks, array_agg(kind) as kinds, array_agg(fire_at) as instants, array_agg(ledger_version) as ledgers,
         array_agg(incident is not null) as stuck
  from approval.case_timer
  where case_id = c.id) t
order by c.id
