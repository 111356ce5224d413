update approval.supervision_order set status = 'open', returned = returned + 1, return_reason = $2, due_on = $3 where id = $1
