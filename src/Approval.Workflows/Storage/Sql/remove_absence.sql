update approval.absence set removed_by = $2, removed_at = $3 where id = $1 and removed_at is null
