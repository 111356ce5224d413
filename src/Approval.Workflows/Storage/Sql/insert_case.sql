insert into approval.permit_case (
  id, number, tracking_code, procedure_code, procedure_version, office_code, window_code, channel, organisation, project_name,
  applicant_name, received_at, phase, outcome, acceptance, lamp, worst_lamp, accepted_on, decided_on, due_on, due_clock, version, head, state,
  application, orchestration, updated_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)
