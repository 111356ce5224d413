insert into approval.supervision_order (id, case_id, number, office_code, procedure_code, card_rule, requirement, due_on, status, issued_by, issued_by_name, issued_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $11)
