select id, code, content, note, revision, created_by, created_by_name, created_at, changed_by, changed_by_name, changed_at, published_version
from approval.procedure_draft
where (changed_at, id) < ($1, $2)
order by changed_at desc, id desc
limit $3
