-- And to the endpoints that clients registered for the case's applicant or office, in the same statement: no round trip more.
-- Without "returning": whoever may write a message need not be able to read any.
with told as (
  select u.* from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::integer[]) as u (message_id, case_id, from_version, to_version)),
posted as (
  insert into approval.outbox (message_id, case_id, from_version, to_version, created_at, next_try)
  select t.message_id, t.case_id, t.from_version, t.to_version, $5, $5 from told t)
insert into approval.webhook_delivery (endpoint_id, message_id, case_id, from_version, to_version, created_at, next_try)
select e.id, t.message_id, t.case_id, t.from_version, t.to_version, $5, $5
from told t
join approval.permit_case c on c.id = t.case_id
join approval.webhook_endpoint e on e.enabled and (e.organisation = c.organisation or e.office_code = c.office_code)
