insert into approval.sign_in_attempt as a (who, began_at, attempts) values ($1, $2, 1)
on conflict (who) do update
set began_at = case when a.began_at <= $3 then $2 else a.began_at end,
    attempts = case when a.began_at <= $3 then 1 else least(a.attempts, 1000000) + 1 end
returning attempts, began_at
