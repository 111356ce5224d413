-- The number of the rules in force. A step that decides by another number than it reads here decides nothing: it loads the rules
-- anew (Storage/RulesInForce.cs). "recomputing" is the publication whose open cases are still being recomputed.
create table approval.rules_revision (
  only_one    boolean not null default true,
  number      bigint  not null,
  recomputing bigint,
  constraint rules_revision_pk primary key (only_one),
  constraint rules_revision_single check (only_one)
);
insert into approval.rules_revision (number) values (1);

-- Who published which calendar, when, and on which notices. Never changed.
create table approval.calendar_publication (
  id                bigint      generated always as identity,
  published_by      text        not null,
  published_by_name text        not null,
  reason            text        not null,
  notices           text[]      not null,
  calendar_version  text        not null,
  published_at      timestamptz not null,
  constraint calendar_publication_pk primary key (id),
  constraint calendar_publication_says_why check (btrim(reason) <> '')
);
alter table approval.rules_revision
  add constraint rules_revision_recomputing_fk foreign key (recomputing) references approval.calendar_publication (id);

alter table approval.calendar_file
  add column published_by text not null default 'system:seeds',
  add column reason       text not null default '随系统提供',
  add column publication  bigint,
  add constraint calendar_file_publication_fk foreign key (publication) references approval.calendar_publication (id),
  add constraint calendar_file_digest_length check (octet_length(digest) = 32);
alter table approval.calendar_file alter column published_by drop default, alter column reason drop default;

create trigger calendar_file_no_change before update or delete on approval.calendar_file
  for each row execute function approval.refuse_change();
create trigger calendar_file_no_truncate before truncate on approval.calendar_file
  for each statement execute function approval.refuse_change();
create trigger calendar_publication_no_change before update or delete on approval.calendar_publication
  for each row execute function approval.refuse_change();
create trigger calendar_publication_no_truncate before truncate on approval.calendar_publication
  for each statement execute function approval.refuse_change();
alter table approval.calendar_file enable always trigger calendar_file_no_change;
alter table approval.calendar_file enable always trigger calendar_file_no_truncate;
alter table approval.calendar_publication enable always trigger calendar_publication_no_change;
alter table approval.calendar_publication enable always trigger calendar_publication_no_truncate;

-- How far the open cases have been recomputed. A batch of cases and the row's cursor are written in one transaction, so nothing is
-- skipped and nothing done twice, whichever node dies when.
create table approval.calendar_recomputation (
  publication   bigint  not null,
  last_case     uuid    not null default '00000000-0000-0000-0000-000000000000',
  open_cases    bigint  not null,
  examined      bigint  not null default 0,
  moved         bigint  not null default 0,
  relit         bigint  not null default 0,
  failed        bigint  not null default 0,
  finished_at   timestamptz,
  superseded_by bigint,
  constraint calendar_recomputation_pk primary key (publication),
  constraint calendar_recomputation_publication_fk foreign key (publication) references approval.calendar_publication (id),
  constraint calendar_recomputation_superseded_fk foreign key (superseded_by) references approval.calendar_publication (id),
  constraint calendar_recomputation_superseded_is_finished check (superseded_by is null or finished_at is not null)
);
create unique index calendar_recomputation_unfinished on approval.calendar_recomputation ((true)) where finished_at is null;

-- Cases that this version could not recompute: for people to see.
create table approval.calendar_recomputation_failure (
  publication bigint      not null,
  case_id     uuid        not null,
  failure     text        not null,
  failed_at   timestamptz not null,
  constraint calendar_recomputation_failure_pk primary key (publication, case_id),
  constraint calendar_recomputation_failure_publication_fk foreign key (publication) references approval.calendar_publication (id)
);

-- Open cases in the order in which they are previewed and recomputed.
create index permit_case_running on approval.permit_case (id) where due_on is not null;

-- Every step enters first: it reads the rules' number and keeps anybody from changing them until it ends. The lock comes before the
-- read, and each statement of a volatile function sees what is committed when it begins, so a step that waited for a publication
-- reads the new number.
create function approval.enter_rules()
returns table (number bigint, publication bigint, published_by text, published_at timestamptz) language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(4301003);
  return query
    select r.number, p.id, p.published_by, p.published_at
    from approval.rules_revision r left join approval.calendar_publication p on p.id = r.recomputing
    where r.only_one;
end $$;

-- Waits for the steps under way and holds back those to come, to the end of the transaction.
create function approval.close_rules() returns bigint language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(4301003);
  return (select r.number from approval.rules_revision r where r.only_one);
end $$;

-- No rule changes without its number: not even by hand.
create function approval.rules_changed() returns trigger language plpgsql as $$
begin
  perform approval.close_rules();
  update approval.rules_revision set number = number + 1 where only_one;
  return null;
end $$;
create trigger calendar_file_in_force after insert on approval.calendar_file
  for each row execute function approval.rules_changed();
create trigger procedure_version_in_force after insert on approval.procedure_version
  for each row execute function approval.rules_changed();
create trigger office_in_force after insert on approval.office
  for each row execute function approval.rules_changed();
create trigger office_changed after update on approval.office
  for each row when (old.content is distinct from new.content) execute function approval.rules_changed();
