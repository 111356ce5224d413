select v.code, v.version, v.published_by, v.published_by_name, v.reason, v.published_at, v.effective_from, v.draft,
       r.retired_from, r.reason, r.retired_by, r.retired_by_name, r.retired_at
from approval.procedure_version v
left join approval.procedure_retirement r on r.code = v.code and r.version = v.version
where $1::text is null or v.code = $1
order by v.code, v.version
