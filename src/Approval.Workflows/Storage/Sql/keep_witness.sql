insert into approval.audit_witness as w (target, number, told_at) values ($1, $2, $3)
on conflict (target) do update set number = excluded.number, told_at = excluded.told_at where w.number < excluded.number
