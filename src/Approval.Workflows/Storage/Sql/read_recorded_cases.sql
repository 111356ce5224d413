select id, number, office_code, procedure_code, procedure_version
from approval.permit_case
where received_at >= $1 and ($2::text is null or procedure_code = $2) and id > $3
order by id
limit $4
