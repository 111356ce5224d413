-- Which uploaded files have been a material of which case, so that who may see a file is asked of the case and costs one look. Kept by
-- the case's row itself: nodes of the release before keep it too. A file that was replaced in a correction stays a material of its case.
create table approval.case_file (
  file_id uuid not null,
  case_id uuid not null,
  constraint case_file_pk primary key (file_id, case_id),
  constraint case_file_case_fk foreign key (case_id) references approval.permit_case (id)
);

create function approval.files_of(application bytea) returns setof uuid language sql stable as $$
  select distinct (material ->> 'fileId')::uuid
  from (select convert_from(application, 'UTF8')::json -> 'materials' as list) its
  cross join lateral json_array_elements(case json_typeof(list) when 'array' then list end) as material
  where material ->> 'fileId' is not null
$$;

-- Rows that a transaction of the owner is to see say so (0008).
select set_config('approval.owner', 'on', true);
insert into approval.case_file (case_id, file_id) select c.id, file from approval.permit_case c cross join lateral approval.files_of(c.application) as file;

create function approval.keep_case_files() returns trigger language plpgsql as $$
begin
  insert into approval.case_file (case_id, file_id) select new.id, file from approval.files_of(new.application) as file on conflict do nothing;
  return null;
end $$;
create trigger permit_case_files_received after insert on approval.permit_case
  for each row when (position('"fileId"'::bytea in new.application) > 0) execute function approval.keep_case_files();
create trigger permit_case_files_corrected after update of application on approval.permit_case
  for each row when (old.application is distinct from new.application) execute function approval.keep_case_files();

-- What nobody has filed yet, by whose it is; and which bytes on the disk have a row.
create index uploaded_file_by_owner on approval.uploaded_file (owner, uploaded_at);
create index uploaded_file_by_digest on approval.uploaded_file (digest);

-- Sign-in attempts of a name or an address in the present window, over all nodes. Digests alone: people type passwords where names belong.
create table approval.sign_in_attempt (
  who      bytea       not null,
  began_at timestamptz not null,
  attempts integer     not null,
  constraint sign_in_attempt_pk primary key (who),
  constraint sign_in_attempt_who_length check (octet_length(who) = 32),
  constraint sign_in_attempt_positive check (attempts > 0)
);
create index sign_in_attempt_by_age on approval.sign_in_attempt (began_at);

revoke update, delete on approval.case_file from approval_service, approval_worker;
-- The sweeper of files asks which digests have a row, and nothing else.
grant select (digest) on approval.uploaded_file to approval_worker;
revoke all on approval.sign_in_attempt from approval_worker;

alter table approval.case_file enable row level security, force row level security;
create policy case_file_worker on approval.case_file to approval_worker using (true) with check (true);
create policy case_file_owner on approval.case_file to current_user using (approval.setting('owner') = 'on');
create policy case_file_seen on approval.case_file for select to approval_service using (
  (select approval.in_hand()) @> array[case_id] or exists (select from approval.permit_case c where c.id = case_id offset 0));
create policy case_file_added on approval.case_file for insert to approval_service with check (
  approval.setting('writes') = 'on' and approval.in_hand() @> array[case_id]);

-- One's own, and the materials of cases that one sees: before it was the files of everybody with whom one has a case.
drop policy uploaded_file_seen on approval.uploaded_file;
create policy uploaded_file_seen on approval.uploaded_file for select to approval_service using (
  owner = (select approval.setting('organisation')) or owner = (select approval.setting('principal'))
  or owner between (select approval.setting('office_from')) and (select approval.setting('office_to'))
  or exists (select from approval.case_file m where m.file_id = uploaded_file.id offset 0));
