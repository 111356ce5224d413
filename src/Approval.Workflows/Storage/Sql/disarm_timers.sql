delete from approval.case_timer t
using unnest($1::uuid[], $2::text[]) as u(case_id, clock_id)
where t.case_id = u.case_id and t.clock_id = u.clock_id
