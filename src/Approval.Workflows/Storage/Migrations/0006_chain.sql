-- Tasks that wait for an earlier signer, and those that silence agreed to.
alter table approval.case_task
  drop constraint case_task_status_known,
  drop constraint case_task_offered_has_no_assignee,
  drop constraint case_task_closed_has_time,
  add constraint case_task_status_known check (status in ('waiting', 'offered', 'claimed', 'endorsed', 'objected', 'deemed', 'cancelled')),
  add constraint case_task_offered_has_no_assignee check (status not in ('waiting', 'offered') or assignee is null),
  add constraint case_task_closed_has_time check ((status in ('endorsed', 'objected', 'deemed', 'cancelled')) = (closed_at is not null));
