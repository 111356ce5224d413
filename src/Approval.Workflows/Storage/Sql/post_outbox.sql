-- And to the endpoints that clients registered for the case's applicant or office, in the same statement: no round trip more.
with posted as (
  insert into approval.outbox (message_id, case_id, from_version, to_version, created_at, next_try)
  select u.*, $5, $5 from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::integer[]) as u
  returning message_id, case_id, from_version, to_version)
insert into approval.webhook_delivery (endpoint_id, message_id, case_id, from_version, to_version, created_at, next_try)
select e.id, p.message_id, p.case_id, p.from_version, p.to_version, $5, $5
from posted p
join approval.permit_case c on c.id = p.case_id
join approval.webhook_endpoint e on e.enabled and (e.organisation = c.organisation or e.office_code = c.office_code)
