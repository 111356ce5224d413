-- As cards: whoever is to answer must find it.
update approval.supervision_order set office_code = $2 where case_id = $1
