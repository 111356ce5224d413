-- Without the application, which few steps change: a trigger on it looks at both versions of what is stored outside of the row.
update approval.permit_case c
set office_code = u.office_code, phase = u.phase, outcome = u.outcome, acceptance = u.acceptance, lamp = u.lamp, worst_lamp = u.worst_lamp,
    accepted_on = u.accepted_on, decided_on = u.decided_on, due_on = u.due_on, due_clock = u.due_clock, version = u.version, head = u.head,
    state = u.state, orchestration = u.orchestration, procedure_version = u.procedure_version, updated_at = $15
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[], $9::date[], $10::date[], $11::text[],
            $12::integer[], $13::bytea[], $14::bytea[], $16::text[], $17::integer[])
  as u(id, office_code, phase, outcome, acceptance, lamp, worst_lamp, accepted_on, decided_on, due_on, due_clock, version, head, state,
       orchestration, procedure_version)
where c.id = u.id
