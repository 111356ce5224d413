select person from approval.absence
where person = any($1) and removed_at is null and from_day <= $3 and through_day >= $2
