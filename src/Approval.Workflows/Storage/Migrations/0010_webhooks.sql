-- Endpoints that an applicant or an office registers for itself. They are told of the cases of that organisation or office alone.
create table approval.webhook_endpoint (
  id              uuid        not null,
  organisation    text,
  office_code     text,
  url             text        not null,
  description     text        not null,
  enabled         boolean     not null,
  disabled_reason text,
  secret          bytea       not null,
  previous_secret bytea,
  previous_until  timestamptz,
  created_by      text        not null,
  version         integer     not null,
  created_at      timestamptz not null,
  changed_at      timestamptz not null,
  constraint webhook_endpoint_pk primary key (id),
  constraint webhook_endpoint_seat check ((organisation is null) <> (office_code is null)),
  constraint webhook_endpoint_disabled_has_reason check (enabled = (disabled_reason is null)),
  constraint webhook_endpoint_previous_whole check ((previous_secret is null) = (previous_until is null)),
  constraint webhook_endpoint_version_positive check (version > 0)
);
create index webhook_endpoint_by_organisation on approval.webhook_endpoint (organisation) where organisation is not null;
create index webhook_endpoint_by_office on approval.webhook_endpoint (office_code) where office_code is not null;

-- One row for each message and endpoint, written with the step. Delivery as in 0002: a lease with an epoch. No foreign key: a step
-- must never fail because somebody removes an endpoint meanwhile; rows of none are swept up.
create table approval.webhook_delivery (
  id           bigint      generated always as identity,
  endpoint_id  uuid        not null,
  message_id   uuid        not null,
  case_id      uuid        not null,
  from_version integer     not null,
  to_version   integer     not null,
  created_at   timestamptz not null,
  state        text        not null default 'waiting',
  attempts     integer     not null default 0,
  next_try     timestamptz not null,
  epoch        bigint      not null default 0,
  leased_until timestamptz,
  settled_at   timestamptz,
  failure      text,
  constraint webhook_delivery_pk primary key (id),
  constraint webhook_delivery_once unique (endpoint_id, message_id),
  constraint webhook_delivery_state_known check (state in ('waiting', 'delivered', 'dead')),
  constraint webhook_delivery_settled_has_time check ((state = 'waiting') = (settled_at is null)),
  constraint webhook_delivery_lease_is_of_waiting check (state = 'waiting' or leased_until is null)
);
create index webhook_delivery_due on approval.webhook_delivery (endpoint_id, next_try, id) where state = 'waiting';
create index webhook_delivery_order on approval.webhook_delivery (endpoint_id, case_id, from_version) where state = 'waiting';
create index webhook_delivery_settled on approval.webhook_delivery (state, settled_at) where state <> 'waiting';

-- Where the roles of 0008 are there: every step posts, the worker delivers and disables.
do $$ begin
  if exists (select from pg_roles where rolname = 'approval_service') then
    grant select, insert, update, delete on approval.webhook_endpoint, approval.webhook_delivery to approval_service;
  end if;
  if exists (select from pg_roles where rolname = 'approval_worker') then
    revoke all on approval.webhook_endpoint from approval_worker;
    grant select, update on approval.webhook_endpoint to approval_worker;
    grant select, insert, update, delete on approval.webhook_delivery to approval_worker;
  end if;
end $$;
