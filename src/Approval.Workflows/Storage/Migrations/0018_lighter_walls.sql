-- The same walls, cheaper (docs/adr/0021). A policy is part of the plan of every statement, and each of its sub-selects is set up anew
-- for each execution: a signature paid half a millisecond for policies that asked the same five settings forty times over.

-- Who reads a case without being of the office or the applicant. Functions, so that nobody else pays for them: they are asked last, and
-- set up when they are asked.
create function approval.copied_to_me(this uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from approval.case_copy k where k.case_id = this and k.person = approval.setting('principal'));
end $$;
-- A partner office with a task of the case, or somebody it was copied to.
create function approval.takes_part(this uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return approval.copied_to_me(this)
    or (approval.setting('partner') is not null
      and exists (select from approval.case_task t where t.case_id = this and t.office_code = approval.setting('partner')));
end $$;

-- What a list asks of thousands of rows is asked of the settings once, in sub-selects; what a step writes are a few rows, and asks them directly.
do $$
declare
  of_office constant text := 'office_code between (select approval.setting(''office_from'')) and (select approval.setting(''office_to''))';
  of_office_now constant text := 'office_code between approval.setting(''office_from'') and approval.setting(''office_to'')';
  -- "Contains" and not "any": an index could serve that, and a plan that adds up indexes reads all rows of an office for a page of fifty.
  held constant text := '(select approval.in_hand()) @> array[%1$s]';
  held_now constant text := 'approval.in_hand() @> array[%1$s]';
  writing constant text := 'approval.setting(''writes'') = ''on''';
  part text;
begin
  -- Whoever owns the tables, and nobody else's statements.
  for part in select tablename from pg_policies where schemaname = 'approval' and policyname = tablename || '_owner' loop
    execute format('drop policy %I on approval.%I', part || '_owner', part);
    execute format('create policy %I on approval.%I to current_user using (approval.setting(''owner'') = ''on'')', part || '_owner', part);
  end loop;

  drop policy permit_case_seen on approval.permit_case;
  drop policy permit_case_seen_as_copy on approval.permit_case;
  drop policy permit_case_received on approval.permit_case;
  drop policy permit_case_changed on approval.permit_case;
  execute format('create policy permit_case_seen on approval.permit_case for select to approval_service using (%s or organisation = (select approval.setting(''organisation'')) or %s or number = (select approval.setting(''tracked'')) or approval.takes_part(id))',
    of_office, format(held, 'id'));
  execute format('create policy permit_case_received on approval.permit_case for insert to approval_service with check (%s and (organisation = approval.setting(''organisation'') or office_code = approval.setting(''acting_office'')))', writing);
  execute format('create policy permit_case_changed on approval.permit_case for update to approval_service using (%s and (%s or organisation = approval.setting(''organisation'') or %s or approval.takes_part(id)))',
    writing, of_office_now, format(held_now, 'id'));

  drop policy case_task_seen on approval.case_task;
  drop policy case_task_seen_as_copy on approval.case_task;
  execute format('create policy case_task_seen on approval.case_task for select to approval_service using (%s or %s or approval.copied_to_me(case_id))', of_office, format(held, 'case_id'));

  foreach part in array array['supervision_card', 'breach'] loop
    execute format('drop policy %I on approval.%I', part || '_seen', part);
    execute format('create policy %I on approval.%I for select to approval_service using (%s or %s)', part || '_seen', part, of_office, format(held, 'case_id'));
  end loop;

  -- "Offset 0": or PostgreSQL may read all cases into a hash to judge a page of events.
  foreach part in array array['case_event', 'case_personal'] loop
    execute format('drop policy %I on approval.%I', part || '_seen', part);
    execute format('create policy %I on approval.%I for select to approval_service using (%s or exists (select from approval.permit_case c where c.id = case_id offset 0))',
      part || '_seen', part, format(held, 'case_id'));
  end loop;
  drop policy breach_holder_seen on approval.breach_holder;
  create policy breach_holder_seen on approval.breach_holder for select to approval_service using (
    exists (select from approval.breach b where b.case_id = breach_holder.case_id and b.clock_id = breach_holder.clock_id and b.breached_at = breach_holder.breached_at offset 0));

  -- What fell due before a supervisor's act is written with it, under the name of a rule.
  drop policy case_event_appended on approval.case_event;
  execute format('create policy case_event_appended on approval.case_event for insert to approval_service with check (%s and %s and (approval.setting(''supervises'') is null or split_part(type, ''.'', 1) in (''card'', ''order'') or actor_id like ''system:%%''))',
    writing, format(held, 'case_id'));
  foreach part in array array['case_personal', 'case_task', 'case_timer', 'supervision_card', 'breach', 'breach_holder', 'outbox', 'case_copy'] loop
    execute format('drop policy %I on approval.%I', part || '_added', part);
    execute format('create policy %I on approval.%I for insert to approval_service with check (%s and %s)', part || '_added', part, writing, format(held, 'case_id'));
  end loop;
  foreach part in array array['case_task', 'case_timer', 'supervision_card', 'breach', 'breach_holder'] loop
    execute format('drop policy %I on approval.%I', part || '_changed', part);
    execute format('create policy %I on approval.%I for update to approval_service using (%s and %s)', part || '_changed', part, writing, format(held, 'case_id'));
  end loop;
end $$;

-- What is counted is counted in the index alone, by those too whose rows are walled: it holds what the policies ask.
drop index approval.permit_case_open;
create index permit_case_open on approval.permit_case (office_code, lamp, due_on, phase) include (organisation, id, number)
  where phase in ('received', 'correctionRequested', 'accepted', 'inReview', 'suspended');
drop index approval.supervision_card_counts;
create index supervision_card_counts on approval.supervision_card (office_code, level) include (case_id) where written_off_at is null;
drop index approval.breach_counts;
create index breach_counts on approval.breach (office_code, procedure_code, breached_on) include (case_id) where taken_back_at is null;
drop index approval.breach_unexplained_counts;
create index breach_unexplained_counts on approval.breach (office_code, procedure_code, breached_on) include (case_id) where taken_back_at is null and reason is null;
