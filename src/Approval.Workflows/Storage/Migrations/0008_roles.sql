-- Who may touch which table (docs/adr/0021). Roles are the cluster's, so they may be there already; each is made without a login and
-- gets one, or is granted to one, outside of migrations.
do $$
declare wanted text;
begin
  foreach wanted in array array['approval_service', 'approval_worker', 'approval_signer', 'approval_reporting', 'approval_auditor'] loop
    begin
      if not exists (select from pg_roles where rolname = wanted) then
        execute format('create role %I nologin nosuperuser nocreatedb nocreaterole noinherit nobypassrls', wanted);
      end if;
    exception when duplicate_object or unique_violation then
      null; -- another database of the cluster is being migrated at the same time
    end;
  end loop;
end $$;

revoke all on schema approval, quartz from public;
revoke all on all tables in schema approval from public;
grant usage on schema approval to approval_service, approval_worker, approval_signer, approval_reporting, approval_auditor;

-- What a transaction says of whom it is for. Set for one transaction only; after it the value is empty, not null (RELIABILITY M16).
create function approval.setting(name text) returns text language sql stable parallel safe as $$
  select nullif(current_setting('approval.' || name, true), '')
$$;
create function approval.in_hand() returns uuid[] language sql stable parallel safe as $$
  select string_to_array(approval.setting('in_hand'), ',')::uuid[]
$$;

-- The service: what people do. The worker: what happens by itself (timers, recomputation, delivery, housekeeping).
do $$
declare part text;
begin
  -- The journal and the record of access: written, read, never changed.
  grant select, insert on approval.case_event, approval.access_record to approval_service, approval_worker;
  foreach part in array array['permit_case', 'case_task', 'supervision_card', 'breach', 'breach_holder'] loop
    execute format('grant select, insert, update on approval.%I to approval_service, approval_worker', part);
  end loop;
  foreach part in array array['case_timer', 'case_number'] loop
    execute format('grant select, insert, update, delete on approval.%I to approval_service, approval_worker', part);
  end loop;
  grant insert on approval.outbox to approval_service;
  grant select, insert, update on approval.idempotency to approval_service;
  grant select, insert on approval.uploaded_file to approval_service;
  grant select, insert, update, delete on approval.outbox, approval.outbox_endpoint to approval_worker;
  grant select, update, delete on approval.idempotency to approval_worker;
  grant select, insert, update on approval.timer_reconciliation to approval_worker;
  grant select on approval.timer_reconciliation to approval_service;

  grant select, insert on approval.case_personal, approval.data_key to approval_service;
  grant select, update on approval.case_personal to approval_worker;

  -- Rules: read by all, published through the worker, seeded by the owner.
  grant select on approval.procedure_version, approval.office, approval.calendar_file, approval.calendar_publication, approval.calendar_recomputation,
    approval.rules_revision, approval.migration to approval_service, approval_worker, approval_reporting;
  grant insert, maintain on approval.calendar_file to approval_worker;
  grant insert on approval.calendar_publication to approval_worker;
  grant insert, update on approval.calendar_recomputation, approval.calendar_recomputation_failure to approval_worker;
  grant select, delete on approval.calendar_recomputation_failure to approval_worker;
  grant update on approval.rules_revision to approval_worker;

  -- The record's own log: heads only, signed by a role that can read nothing else.
  grant select (case_id, version, hash, transaction) on approval.case_event to approval_signer;
  grant select, insert on approval.audit_leaf, approval.audit_node, approval.audit_checkpoint to approval_signer;
  grant select, insert, update on approval.audit_witness to approval_signer;
  grant select on approval.audit_leaf, approval.audit_node, approval.audit_checkpoint to approval_service, approval_auditor;

  grant select on approval.case_event, approval.access_record to approval_auditor;
  grant select (id, version, head) on approval.permit_case to approval_auditor;

  -- Reports: what is counted, nothing that names a person or says what an application holds.
  grant select (id, number, procedure_code, procedure_version, office_code, channel, received_at, phase, outcome, acceptance, lamp, worst_lamp, accepted_on,
    decided_on, due_on, due_clock, version, updated_at) on approval.permit_case to approval_reporting;
  grant select (id, case_id, office_code, stage, step, role, department, status, due_on, offered_at, claimed_at, closed_at) on approval.case_task to approval_reporting;
  grant select on approval.supervision_card, approval.breach to approval_reporting;

  grant usage, create on schema quartz to approval_worker;
  grant select, insert, update, delete on all tables in schema quartz to approval_worker;
end $$;

-- Tables of later migrations are the service's and the worker's to read and write unless those say otherwise; a test asks of each
-- whether rows of it need a policy.
alter default privileges in schema approval grant select, insert, update, delete on tables to approval_service, approval_worker;
alter default privileges in schema approval grant usage on sequences to approval_service, approval_worker;

-- Rows. "seen" is whom a case is shown to: its applicant, its office and those above, partner offices that have a task of it, whoever
-- holds its receipt; and the step that has it in hand, wherever it sends it.
do $$
declare
  of_office constant text := 'office_code between (select approval.setting(''office_from'')) and (select approval.setting(''office_to''))';
  held constant text := '%1$s = any ((select approval.in_hand())::uuid[])';
  writing constant text := '(select approval.setting(''writes'')) = ''on''';
  seen constant text := 'organisation = (select approval.setting(''organisation'')) or ' || of_office || ' or ' || format(held, 'id')
    || ' or ((select approval.setting(''partner'')) is not null and exists (select from approval.case_task t where t.case_id = permit_case.id and t.office_code = (select approval.setting(''partner''))))';
  of_seen_case constant text := format(held, 'case_id') || ' or exists (select from approval.permit_case c where c.id = case_id)';
  part text;
begin
  foreach part in array array['permit_case', 'case_event', 'case_personal', 'case_task', 'case_timer', 'supervision_card', 'breach', 'breach_holder', 'outbox', 'idempotency', 'uploaded_file', 'access_record'] loop
    execute format('alter table approval.%I enable row level security, force row level security', part);
    -- What happens by itself happens to every case. Whoever owns the tables says so too before a migration touches rows.
    execute format('create policy %I on approval.%I to approval_worker using (true) with check (true)', part || '_worker', part);
    execute format('create policy %I on approval.%I using ((select approval.setting(''owner'')) = ''on'' and pg_has_role(current_user, %L, ''member'')) with check ((select approval.setting(''owner'')) = ''on'' and pg_has_role(current_user, %L, ''member''))',
      part || '_owner', part, current_user, current_user);
  end loop;

  execute format('create policy permit_case_seen on approval.permit_case for select to approval_service using (%s or number = (select approval.setting(''tracked'')))', seen);
  execute format('create policy permit_case_received on approval.permit_case for insert to approval_service with check (%s and (organisation = (select approval.setting(''organisation'')) or office_code = (select approval.setting(''acting_office''))))', writing);
  execute format('create policy permit_case_changed on approval.permit_case for update to approval_service using (%1$s and (%2$s)) with check (%1$s and (%2$s))', writing, seen);

  execute format('create policy case_event_seen on approval.case_event for select to approval_service using (%s)', of_seen_case);
  execute format('create policy case_personal_seen on approval.case_personal for select to approval_service using (%s)', of_seen_case);
  -- A supervisor writes off cards and orders supervision, and advances nothing.
  execute format('create policy case_event_appended on approval.case_event for insert to approval_service with check (%s and %s and ((select approval.setting(''supervises'')) is null or split_part(type, ''.'', 1) in (''card'', ''order'')))',
    writing, format(held, 'case_id'));

  foreach part in array array['case_task', 'supervision_card', 'breach'] loop
    execute format('create policy %1$I on approval.%2$I for select to approval_service using (%3$s or %4$s)', part || '_seen', part, format(held, 'case_id'), of_office);
  end loop;
  create policy breach_holder_seen on approval.breach_holder for select to approval_service using (
    exists (select from approval.breach b where b.case_id = breach_holder.case_id and b.clock_id = breach_holder.clock_id and b.breached_at = breach_holder.breached_at));
  execute format('create policy case_timer_seen on approval.case_timer for select to approval_service using (%s)', format(held, 'case_id'));
  execute format('create policy case_timer_removed on approval.case_timer for delete to approval_service using (%s and %s)', writing, format(held, 'case_id'));

  foreach part in array array['case_personal', 'case_task', 'case_timer', 'supervision_card', 'breach', 'breach_holder', 'outbox'] loop
    execute format('create policy %I on approval.%I for insert to approval_service with check (%s and %s)', part || '_added', part, writing, format(held, 'case_id'));
  end loop;
  foreach part in array array['case_task', 'case_timer', 'supervision_card', 'breach', 'breach_holder'] loop
    execute format('create policy %1$I on approval.%2$I for update to approval_service using (%3$s and %4$s) with check (%3$s and %4$s)', part || '_changed', part, writing, format(held, 'case_id'));
  end loop;
end $$;

create policy idempotency_own on approval.idempotency to approval_service
  using (principal = (select approval.setting('principal'))) with check (principal = (select approval.setting('principal')));

-- One's own, and those of applicants and offices that one has a case with; whether the file is of that case is judged above.
create policy uploaded_file_seen on approval.uploaded_file for select to approval_service using (
  owner = (select approval.setting('organisation')) or owner = (select approval.setting('principal'))
  or owner between (select approval.setting('office_from')) and (select approval.setting('office_to'))
  or exists (select from approval.permit_case c where c.organisation = owner or c.office_code = owner));
create policy uploaded_file_own on approval.uploaded_file for insert to approval_service with check (
  owner in ((select approval.setting('organisation')), (select approval.setting('acting_office')), (select approval.setting('partner')), (select approval.setting('principal'))));

create policy access_record_kept on approval.access_record for insert to approval_service with check (true);
create policy access_record_seen on approval.access_record for select to approval_service using (
  (select approval.setting('audits')) = 'on' and (office is null or office between (select approval.setting('office_from')) and (select approval.setting('office_to'))));

create policy case_event_signed on approval.case_event for select to approval_signer using (true);
create policy case_event_audited on approval.case_event for select to approval_auditor using (true);
create policy permit_case_audited on approval.permit_case for select to approval_auditor using (true);
create policy access_record_audited on approval.access_record for select to approval_auditor using (true);
create policy permit_case_reported on approval.permit_case for select to approval_reporting using (true);
create policy case_task_reported on approval.case_task for select to approval_reporting using (true);
create policy supervision_card_reported on approval.supervision_card for select to approval_reporting using (true);
create policy breach_reported on approval.breach for select to approval_reporting using (true);
