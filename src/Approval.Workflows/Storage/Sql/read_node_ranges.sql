select n.level, n.index, n.hash
from unnest($1::integer[], $2::bigint[], $3::bigint[]) as r(level, first, count)
join approval.audit_node n on n.level = r.level and n.index >= r.first and n.index < r.first + r.count
