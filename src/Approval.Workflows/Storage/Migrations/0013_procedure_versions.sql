-- Who published which version, why, and from which day it takes new cases; null: from the beginning. A version that came with the
-- product says so. The defaults are for nodes of the release before, which do not name these columns.
alter table approval.procedure_version
  add column published_by      text not null default 'system:seeds',
  add column published_by_name text not null default '随系统提供',
  add column reason            text not null default '随系统提供',
  add column effective_from    date,
  add column draft             uuid,
  add constraint procedure_version_positive check (version > 0),
  add constraint procedure_version_says_why check (btrim(reason) <> ''),
  add constraint procedure_version_digest_length check (octet_length(digest) = 32);
create trigger procedure_version_no_change before update on approval.procedure_version
  for each row when (old is distinct from new) execute function approval.refuse_change();
create trigger procedure_version_no_delete before delete on approval.procedure_version
  for each row execute function approval.refuse_change();
create trigger procedure_version_no_truncate before truncate on approval.procedure_version
  for each statement execute function approval.refuse_change();
alter table approval.procedure_version enable always trigger procedure_version_no_change;
alter table approval.procedure_version enable always trigger procedure_version_no_delete;
alter table approval.procedure_version enable always trigger procedure_version_no_truncate;

-- 停办: from a day on a version takes no new cases. Never taken back: a new version is published instead.
create table approval.procedure_retirement (
  code            text        not null,
  version         integer     not null,
  retired_from    date        not null,
  reason          text        not null,
  retired_by      text        not null,
  retired_by_name text        not null,
  retired_at      timestamptz not null,
  constraint procedure_retirement_pk primary key (code, version),
  constraint procedure_retirement_version_fk foreign key (code, version) references approval.procedure_version (code, version),
  constraint procedure_retirement_says_why check (btrim(reason) <> '')
);
create trigger procedure_retirement_no_change before update or delete on approval.procedure_retirement
  for each row execute function approval.refuse_change();
create trigger procedure_retirement_no_truncate before truncate on approval.procedure_retirement
  for each statement execute function approval.refuse_change();
alter table approval.procedure_retirement enable always trigger procedure_retirement_no_change;
alter table approval.procedure_retirement enable always trigger procedure_retirement_no_truncate;
create trigger procedure_retirement_in_force after insert on approval.procedure_retirement
  for each row execute function approval.rules_changed();

-- Drafts: edited by anybody who may publish, until they are published; then they stay as they were.
create table approval.procedure_draft (
  id                uuid        not null,
  code              text,
  content           text        not null,
  note              text,
  revision          integer     not null default 1,
  created_by        text        not null,
  created_by_name   text        not null,
  created_at        timestamptz not null,
  changed_by        text        not null,
  changed_by_name   text        not null,
  changed_at        timestamptz not null,
  published_version integer,
  constraint procedure_draft_pk primary key (id),
  constraint procedure_draft_revision_positive check (revision > 0),
  constraint procedure_draft_published_has_code check (published_version is null or code is not null),
  constraint procedure_draft_published_fk foreign key (code, published_version) references approval.procedure_version (code, version)
);
create index procedure_draft_newest on approval.procedure_draft (changed_at desc, id desc);
create trigger procedure_draft_published_stays before update or delete on approval.procedure_draft
  for each row when (old.published_version is not null) execute function approval.refuse_change();

-- Published and retired through the worker, as calendars are (0008). Drafts stay with the service, as its default rights have it.
do $$
begin
  if exists (select from pg_roles where rolname = 'approval_worker') then
    grant insert on approval.procedure_version to approval_worker;
    revoke update, delete on approval.procedure_retirement from approval_worker;
  end if;
  if exists (select from pg_roles where rolname = 'approval_service') then
    revoke insert, update, delete on approval.procedure_retirement from approval_service;
  end if;
end $$;
