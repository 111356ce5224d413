select number, size, root, note, signed_at, peaks, last_transaction, last_case, last_version
from approval.audit_checkpoint
order by number desc
limit 1
