select k.id, k.case_id, c.number, c.project_name, k.office_code, k.procedure_code, k.rule, k.level, k.clock_id, k.on_day,
       k.recipients, k.issued_at, k.written_off_at, k.written_off_by, k.write_off_reason
from approval.supervision_card k
join approval.permit_case c on c.id = k.case_id
where k.id = $1 and k.office_code between $2 and $3
