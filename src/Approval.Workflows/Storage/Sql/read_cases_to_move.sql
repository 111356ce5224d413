select id, version, head, state, orchestration, procedure_code, procedure_version, office_code, null::bytea
from approval.permit_case
where procedure_code = $1 and procedure_version <> $2 and phase in ('received', 'correctionRequested', 'accepted', 'inReview', 'suspended') and id > $3
  and ($4::uuid[] is null or id = any($4))
order by id
limit $5
