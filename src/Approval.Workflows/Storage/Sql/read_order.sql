select o.id, o.case_id, c.number, c.project_name, o.office_code, o.procedure_code, o.number, o.card_rule, o.requirement, o.due_on, o.status,
       o.issued_by, o.issued_by_name, o.issued_at, o.report, o.reported_by, o.reported_by_name, o.reported_on, o.returned, o.return_reason,
       o.conclusion, o.closed_by, o.closed_by_name, o.closed_at
from approval.supervision_order o
join approval.permit_case c on c.id = o.case_id
where o.id = $1 and o.office_code between $2 and $3
