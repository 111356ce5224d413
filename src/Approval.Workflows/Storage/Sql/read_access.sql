select id, at, actor_id, office, action, outcome, case_id, purpose, trace_id
from approval.access_record
where (at, id) < ($1, $2)
  and ($3::uuid is null or case_id = $3)
  and ($4::text is null or actor_id = $4)
  and ($5::text is null or outcome = $5)
order by at desc, id desc
limit $6
