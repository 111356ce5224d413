select l.position, l.case_id, l.version, l.hash
from unnest($1::bigint[], $2::bigint[]) as r(first, count)
join approval.audit_leaf l on l.position >= r.first and l.position < r.first + r.count
