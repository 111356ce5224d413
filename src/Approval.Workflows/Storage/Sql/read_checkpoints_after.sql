select number, note
from approval.audit_checkpoint
where number > coalesce((select w.number from approval.audit_witness w where w.target = $1), 0)
order by number
limit $2
