delete from approval.sign_in_attempt
where who in (select who from approval.sign_in_attempt where began_at <= $1 limit 100 for update skip locked)
