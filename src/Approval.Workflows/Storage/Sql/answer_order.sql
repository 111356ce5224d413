update approval.supervision_order set status = 'answered', report = $2, reported_by = $3, reported_by_name = $4, reported_on = $5 where id = $1
