insert into approval.absence (id, office_code, person, person_name, substitute, substitute_name, from_day, through_day, reason, entered_by, entered_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
