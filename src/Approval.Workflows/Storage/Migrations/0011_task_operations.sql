-- 委派、加签、代理、催办: whose a task is besides its assignee's, and what was said about it.
alter table approval.case_task
  add column owner             text,
  add column owner_name        text,
  add column on_behalf_of      text,
  add column on_behalf_of_name text,
  add column added_for         uuid,
  add column position          text,
  add column advice            text,
  add column urged_at          timestamptz,
  add column urged_times       integer not null default 0,
  drop constraint if exists case_task_status_known,
  drop constraint if exists case_task_offered_has_no_assignee,
  add constraint case_task_status_known check (status in ('waiting', 'offered', 'claimed', 'endorsed', 'objected', 'deemed', 'cancelled')),
  add constraint case_task_offered_has_no_assignee check (status <> 'offered' or assignee is null),
  add constraint case_task_owner_named check ((owner is null) = (owner_name is null)),
  add constraint case_task_owner_has_delegate check (owner is null or assignee is not null),
  add constraint case_task_absent_named check ((on_behalf_of is null) = (on_behalf_of_name is null)),
  add constraint case_task_absent_has_substitute check (on_behalf_of is null or (assignee is not null and assignee <> on_behalf_of)),
  add constraint case_task_position_known check (position in ('before', 'beside', 'after')),
  add constraint case_task_added_whole check ((added_for is null) = (position is null)),
  add constraint case_task_urged_whole check ((urged_at is null) = (urged_times = 0));
create index case_task_owned on approval.case_task (owner, due_on, id) where owner is not null and status = 'claimed';

-- 抄送: who may read a case besides those it is with. The marker of reading is the reader's own and no act on the case.
create table approval.case_copy (
  case_id        uuid        not null,
  person         text        not null,
  task_id        uuid        not null,
  copied_by      text        not null,
  copied_by_name text        not null,
  note           text,
  copied_at      timestamptz not null,
  read_at        timestamptz,
  constraint case_copy_pk primary key (case_id, person, task_id),
  constraint case_copy_case_fk foreign key (case_id) references approval.permit_case (id),
  constraint case_copy_task_fk foreign key (task_id) references approval.case_task (id)
);
create index case_copy_by_person on approval.case_copy (person, copied_at, task_id);

-- 代理: who stands in for whom, on which days. Ended, never deleted: acts of substitutes rest on it.
create table approval.absence (
  id          uuid        not null,
  office_code text        not null,
  person      text        not null,
  person_name text        not null,
  substitute  text        not null,
  substitute_name text    not null,
  from_day    date        not null,
  through_day date        not null,
  reason      text,
  entered_by  text        not null,
  entered_at  timestamptz not null,
  removed_by  text,
  removed_at  timestamptz,
  constraint absence_pk primary key (id),
  constraint absence_days_in_order check (from_day <= through_day),
  constraint absence_of_another check (person <> substitute),
  constraint absence_removed_whole check ((removed_by is null) = (removed_at is null))
);
create index absence_by_substitute on approval.absence (substitute, through_day) where removed_at is null;
create index absence_by_person on approval.absence (person, through_day) where removed_at is null;
create index absence_by_office on approval.absence (office_code, from_day, id);

-- Whoever a case is copied to sees it and the task, wherever they serve (docs/adr/0021).
do $$
declare
  held constant text := 'case_id = any ((select approval.in_hand())::uuid[])';
  writing constant text := '(select approval.setting(''writes'')) = ''on''';
  mine constant text := 'person = (select approval.setting(''principal''))';
begin
  alter table approval.case_copy enable row level security, force row level security;
  create policy case_copy_worker on approval.case_copy to approval_worker using (true) with check (true);
  execute format('create policy case_copy_owner on approval.case_copy using ((select approval.setting(''owner'')) = ''on'' and pg_has_role(current_user, %1$L, ''member'')) with check ((select approval.setting(''owner'')) = ''on'' and pg_has_role(current_user, %1$L, ''member''))', current_user);
  execute format('create policy case_copy_seen on approval.case_copy for select to approval_service using (%s or %s)', mine, held);
  execute format('create policy case_copy_added on approval.case_copy for insert to approval_service with check (%s and %s)', writing, held);
  execute format('create policy case_copy_changed on approval.case_copy for update to approval_service using (%1$s or (%2$s and %3$s)) with check (%1$s or (%2$s and %3$s))', mine, writing, held);
end $$;
create policy permit_case_seen_as_copy on approval.permit_case for select to approval_service using (
  exists (select from approval.case_copy k where k.case_id = permit_case.id and k.person = (select approval.setting('principal'))));
create policy case_task_seen_as_copy on approval.case_task for select to approval_service using (
  exists (select from approval.case_copy k where k.case_id = case_task.case_id and k.person = (select approval.setting('principal'))));
