select id, version, head, state, orchestration, procedure_code, procedure_version, office_code, null::bytea
from approval.permit_case
where phase in ('inReview', 'suspended') and id > $1
order by id
limit $2
