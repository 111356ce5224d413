update approval.supervision_order set status = 'closed', conclusion = $2, closed_by = $3, closed_by_name = $4, closed_at = $5 where id = $1
