create schema if not exists approval;

-- The record. A case's rows are 1..n without a gap; each holds the hash of the one before over stored bytes (RELIABILITY M12).
create table approval.case_event (
  case_id       uuid        not null,
  version       integer     not null,
  type          text        not null,
  actor_id      text        not null,
  recorded_at   timestamptz not null,
  effective_at  timestamptz not null,
  body          bytea       not null,
  previous_hash bytea       not null,
  hash          bytea       not null,
  -- Readers that follow all events go by transaction, never by a sequence: commit order is not sequence order (RELIABILITY M7).
  transaction   xid8        not null default pg_current_xact_id(),
  constraint case_event_pk primary key (case_id, version),
  constraint case_event_version_positive check (version > 0),
  constraint case_event_hash_length check (octet_length(hash) = 32 and octet_length(previous_hash) = 32),
  constraint case_event_effective_before_recorded check (effective_at <= recorded_at)
);
create index case_event_feed on approval.case_event (transaction, case_id, version);

create function approval.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'approval.% is append-only', tg_table_name using errcode = '42501';
end $$;
create trigger case_event_no_change before update or delete on approval.case_event
  for each row execute function approval.refuse_change();
create trigger case_event_no_truncate before truncate on approval.case_event
  for each statement execute function approval.refuse_change();
alter table approval.case_event enable always trigger case_event_no_change;
alter table approval.case_event enable always trigger case_event_no_truncate;

-- A view of the events, written in the same transaction. "state" is the fold of the journal as canonical JSON.
create table approval.permit_case (
  id                uuid        not null,
  number            text        not null,
  tracking_code     text        not null,
  procedure_code    text        not null,
  procedure_version integer     not null,
  office_code       text        not null,
  window_code       text        not null,
  channel           text        not null,
  organisation      text        not null,
  project_name      text        not null,
  applicant_name    text        not null,
  received_at       timestamptz not null,
  phase             text        not null,
  outcome           text,
  acceptance        text,
  lamp              text        not null,
  worst_lamp        text        not null,
  accepted_on       date,
  decided_on        date,
  due_on            date,
  due_clock         text,
  version           integer     not null,
  head              bytea       not null,
  state             bytea       not null,
  application       bytea       not null,
  orchestration     text,
  updated_at        timestamptz not null,
  constraint permit_case_pk primary key (id),
  constraint permit_case_number_unique unique (number),
  constraint permit_case_version_positive check (version > 0),
  constraint permit_case_head_length check (octet_length(head) = 32),
  constraint permit_case_phase_known check (phase in ('received', 'correctionRequested', 'accepted', 'inReview', 'suspended', 'decided',
    'issued', 'served', 'notAccepted', 'declined', 'withdrawn', 'terminated', 'revoked')),
  constraint permit_case_lamp_known check (lamp in ('green', 'blue', 'yellow', 'red', 'redPlus')),
  constraint permit_case_worst_lamp_known check (worst_lamp in ('green', 'yellow', 'red', 'redPlus')),
  constraint permit_case_outcome_known check (outcome in ('granted', 'grantedWithConditions', 'refused')),
  constraint permit_case_acceptance_known check (acceptance in ('explicit', 'deemed')),
  constraint permit_case_decision_has_outcome check ((phase in ('decided', 'issued', 'served', 'revoked')) = (outcome is not null)),
  constraint permit_case_decided_is_accepted check (outcome is null or acceptance is not null),
  constraint permit_case_due_names_clock check ((due_on is null) = (due_clock is null))
);
create index permit_case_work_list on approval.permit_case (office_code, due_on, id) where due_on is not null;
create index permit_case_by_office on approval.permit_case (office_code, received_at, id);
create index permit_case_by_organisation on approval.permit_case (organisation, received_at, id);

create table approval.case_task (
  id            uuid        not null,
  case_id       uuid        not null,
  office_code   text        not null,
  stage         text        not null,
  step          text        not null,
  signer        integer     not null,
  round         integer     not null,
  role          text        not null,
  department    text,
  status        text        not null,
  assignee      text,
  assignee_name text,
  opinion       text,
  due_on        date,
  offered_at    timestamptz not null,
  claimed_at    timestamptz,
  closed_at     timestamptz,
  constraint case_task_pk primary key (id),
  constraint case_task_case_fk foreign key (case_id) references approval.permit_case (id),
  constraint case_task_status_known check (status in ('offered', 'claimed', 'endorsed', 'objected', 'cancelled')),
  constraint case_task_offered_has_no_assignee check (status <> 'offered' or assignee is null),
  constraint case_task_signed_has_assignee check (status not in ('claimed', 'endorsed', 'objected') or assignee is not null),
  constraint case_task_closed_has_time check ((status in ('endorsed', 'objected', 'cancelled')) = (closed_at is not null))
);
create index case_task_by_case on approval.case_task (case_id, offered_at);
create index case_task_open on approval.case_task (office_code, role, due_on, id) where status in ('offered', 'claimed');
create index case_task_mine on approval.case_task (assignee, due_on, id) where status = 'claimed';

-- One row for each running clock: its next threshold. Removed when it has fired or its clock stopped; the journal remembers.
create table approval.case_timer (
  case_id        uuid        not null,
  clock_id       text        not null,
  kind           text        not null,
  fire_at        timestamptz not null,
  ledger_version integer     not null,
  attempts       integer     not null default 0,
  next_try       timestamptz,
  incident       text,
  constraint case_timer_pk primary key (case_id, clock_id),
  constraint case_timer_case_fk foreign key (case_id) references approval.permit_case (id),
  constraint case_timer_kind_known check (kind in ('warn', 'breach')),
  constraint case_timer_fire_at_finite check (isfinite(fire_at) and fire_at < '2200-01-01')
);
create index case_timer_due on approval.case_timer ((coalesce(next_try, fire_at))) where incident is null;

create table approval.outbox (
  id           bigint      generated always as identity,
  message_id   uuid        not null,
  case_id      uuid        not null,
  from_version integer     not null,
  to_version   integer     not null,
  created_at   timestamptz not null,
  attempts     integer     not null default 0,
  next_try     timestamptz not null,
  constraint outbox_pk primary key (id),
  constraint outbox_message_unique unique (message_id),
  constraint outbox_versions_ordered check (from_version < to_version)
);
create index outbox_due on approval.outbox (next_try, id);

create table approval.idempotency (
  principal   text        not null,
  route       text        not null,
  key         text        not null,
  fingerprint bytea       not null,
  status      integer,
  location    text,
  etag        text,
  body        bytea,
  created_at  timestamptz not null,
  constraint idempotency_pk primary key (principal, route, key),
  constraint idempotency_key_length check (char_length(key) between 1 and 255),
  constraint idempotency_answer_whole check ((status is null) = (body is null))
);
create index idempotency_by_age on approval.idempotency (created_at);

create table approval.case_number (
  office_code    text    not null,
  item           text    not null,
  day            date    not null,
  last           integer not null,
  constraint case_number_pk primary key (office_code, item, day),
  constraint case_number_fits check (last between 1 and 99999)
);

-- Rules as data. A published version never changes: what is stored under it is compared by digest at every start.
create table approval.procedure_version (
  code         text        not null,
  version      integer     not null,
  content      text        not null,
  digest       bytea       not null,
  published_at timestamptz not null,
  constraint procedure_version_pk primary key (code, version)
);

create table approval.calendar_file (
  region       text        not null,
  year         integer     not null,
  revision     integer     not null,
  content      text        not null,
  digest       bytea       not null,
  published_at timestamptz not null,
  constraint calendar_file_pk primary key (region, year, revision)
);

create table approval.office (
  code    text not null,
  content text not null,
  constraint office_pk primary key (code)
);

create table approval.uploaded_file (
  id           uuid        not null,
  owner        text        not null,
  name         text        not null,
  media_type   text        not null,
  size         bigint      not null,
  digest       bytea       not null,
  uploaded_by  text        not null,
  uploaded_at  timestamptz not null,
  constraint uploaded_file_pk primary key (id),
  constraint uploaded_file_size_positive check (size > 0),
  constraint uploaded_file_digest_length check (octet_length(digest) = 32)
);
