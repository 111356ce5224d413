-- Delivery: a lease with an epoch (RELIABILITY 6.4), so that nothing external happens inside a transaction.
alter table approval.outbox
  add column state        text   not null default 'waiting',
  add column epoch        bigint not null default 0,
  add column leased_until timestamptz,
  add column settled_at   timestamptz,
  add column failure      text,
  add constraint outbox_state_known check (state in ('waiting', 'delivered', 'dead')),
  add constraint outbox_settled_has_time check ((state = 'waiting') = (settled_at is null)),
  add constraint outbox_lease_is_of_waiting check (state = 'waiting' or leased_until is null),
  add constraint outbox_dead_has_failure check (state <> 'dead' or failure is not null);
drop index approval.outbox_due;
create index outbox_due on approval.outbox (next_try, id) where state = 'waiting';
create index outbox_order on approval.outbox (case_id, from_version) where state = 'waiting';
create index outbox_settled on approval.outbox (state, settled_at) where state <> 'waiting';

-- An endpoint that answered 410 Gone gets nothing more until its row is removed; its messages wait meanwhile.
create table approval.outbox_endpoint (
  endpoint    text        not null,
  disabled_at timestamptz not null,
  reason      text        not null,
  constraint outbox_endpoint_pk primary key (endpoint)
);

-- The scheduler makes its own tables in here; they hold hints and rhythm, and may be dropped at any time.
create schema if not exists quartz;
