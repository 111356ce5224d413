select number, size, root, signed_at, note
from approval.audit_checkpoint
where number < $1
order by number desc
limit $2
