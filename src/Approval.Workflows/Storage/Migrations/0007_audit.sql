-- The log of journal rows (docs/adr/0020): one line for each row, in the order in which transactions ended. A tree over its lines
-- is what checkpoints sign. Lines are only ever appended.
create table approval.audit_leaf (
  position bigint  not null,
  case_id  uuid    not null,
  version  integer not null,
  hash     bytea   not null,
  constraint audit_leaf_pk primary key (position),
  constraint audit_leaf_once unique (case_id, version),
  constraint audit_leaf_position_counted check (position >= 0),
  constraint audit_leaf_hash_length check (octet_length(hash) = 32)
);

-- Complete subtrees of 2^8, 2^16, 2^24 ... lines, so that a proof reads a few hundred hashes and never the whole log.
create table approval.audit_node (
  level integer not null,
  index bigint  not null,
  hash  bytea   not null,
  constraint audit_node_pk primary key (level, index),
  constraint audit_node_level_of_tiles check (level > 0 and level % 8 = 0),
  constraint audit_node_hash_length check (octet_length(hash) = 32)
);

-- Checkpoints as they were published. "peaks" is the right edge of the tree; the three after it say which row was logged last.
create table approval.audit_checkpoint (
  number           bigint      not null,
  size             bigint      not null,
  root             bytea       not null,
  note             text        not null,
  signed_at        timestamptz not null,
  peaks            bytea       not null,
  last_transaction xid8        not null,
  last_case        uuid        not null,
  last_version     integer     not null,
  constraint audit_checkpoint_pk primary key (number),
  constraint audit_checkpoint_counted check (number > 0),
  constraint audit_checkpoint_size_positive check (size > 0),
  constraint audit_checkpoint_root_length check (octet_length(root) = 32),
  constraint audit_checkpoint_peaks_whole check (octet_length(peaks) % 32 = 0 and octet_length(peaks) > 0)
);

-- How far each witness outside the system has been told.
create table approval.audit_witness (
  target  text        not null,
  number  bigint      not null,
  told_at timestamptz not null,
  constraint audit_witness_pk primary key (target)
);

-- Who read personal data or was refused a command, apart from the journals of cases. Holds no such data itself.
create table approval.access_record (
  id         uuid        not null,
  at         timestamptz not null,
  actor_id   text        not null,
  office     text,
  action     text        not null,
  outcome    text        not null,
  case_id    uuid,
  purpose    text,
  trace_id   text        not null,
  constraint access_record_pk primary key (id),
  constraint access_record_outcome_known check (outcome in ('read', 'refused'))
);
create index access_record_by_time on approval.access_record (at, id);
create index access_record_by_case on approval.access_record (case_id, at, id) where case_id is not null;
create index access_record_by_actor on approval.access_record (actor_id, at, id);

-- What identifies people in an application, encrypted; the journal holds its salted digest. Erasing takes both away, and the chain holds.
create table approval.case_personal (
  case_id   uuid  not null,
  salt      bytea,
  payload   bytea,
  erased_at timestamptz,
  constraint case_personal_pk primary key (case_id),
  constraint case_personal_case_fk foreign key (case_id) references approval.permit_case (id),
  constraint case_personal_salt_length check (octet_length(salt) = 32),
  constraint case_personal_there_or_erased check (num_nulls(salt, payload) in (0, 2) and (erased_at is null) = (payload is not null))
);

-- The keys it is encrypted with, themselves encrypted with a certificate outside Development.
create table approval.data_key (
  id       uuid        not null,
  name     text        not null,
  content  text        not null,
  added_at timestamptz not null default now(),
  constraint data_key_pk primary key (id)
);

do $$
declare kept text;
begin
  foreach kept in array array['audit_leaf', 'audit_node', 'audit_checkpoint', 'access_record', 'data_key'] loop
    execute format('create trigger %1$s_no_change before update or delete on approval.%1$s for each row execute function approval.refuse_change()', kept);
    execute format('create trigger %1$s_no_truncate before truncate on approval.%1$s for each statement execute function approval.refuse_change()', kept);
    execute format('alter table approval.%1$s enable always trigger %1$s_no_change, enable always trigger %1$s_no_truncate', kept);
  end loop;
end $$;
