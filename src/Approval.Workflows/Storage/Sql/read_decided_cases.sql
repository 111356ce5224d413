select id, procedure_code, procedure_version, office_code, state
from approval.permit_case
where office_code between $1 and $2 and decided_on between $3 and $4 and id > $5
order by id
limit $6
