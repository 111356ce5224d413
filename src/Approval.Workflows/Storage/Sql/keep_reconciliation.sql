insert into approval.timer_reconciliation (
  began_at, ended_at, cases, running, armed, missing, orphaned, superseded, unsettled, incidents, late_1s, late_5s, late_1min, late_10min, late_1h, late_over_1h)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
on conflict (singleton) do update
set began_at = excluded.began_at, ended_at = excluded.ended_at, cases = excluded.cases, running = excluded.running, armed = excluded.armed,
    missing = excluded.missing, orphaned = excluded.orphaned, superseded = excluded.superseded, unsettled = excluded.unsettled,
    incidents = excluded.incidents, late_1s = excluded.late_1s, late_5s = excluded.late_5s, late_1min = excluded.late_1min,
    late_10min = excluded.late_10min, late_1h = excluded.late_1h, late_over_1h = excluded.late_over_1h
where timer_reconciliation.began_at <= excluded.began_at
