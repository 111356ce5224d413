-- 限时督办: one row for each order, as its events leave it. Never deleted; it goes with the case when that moves to another office.
create table approval.supervision_order (
  id             uuid        not null,
  case_id        uuid        not null,
  number         integer     not null,
  office_code    text        not null,
  procedure_code text        not null,
  card_rule      text,
  requirement    text        not null,
  due_on         date        not null,
  status         text        not null,
  issued_by      text        not null,
  issued_by_name text        not null,
  issued_at      timestamptz not null,
  report         text,
  reported_by    text,
  reported_by_name text,
  reported_on    date,
  returned       integer     not null default 0,
  return_reason  text,
  conclusion     text,
  closed_by      text,
  closed_by_name text,
  closed_at      timestamptz,
  constraint supervision_order_pk primary key (id),
  constraint supervision_order_case_fk foreign key (case_id) references approval.permit_case (id),
  constraint supervision_order_numbered unique (case_id, number),
  constraint supervision_order_number_positive check (number > 0),
  constraint supervision_order_status_known check (status in ('open', 'answered', 'closed')),
  constraint supervision_order_says_something check (btrim(requirement) <> ''),
  constraint supervision_order_report_whole check (num_nulls(report, reported_by, reported_by_name, reported_on) in (0, 4)),
  constraint supervision_order_answered_has_report check (status <> 'answered' or report is not null),
  constraint supervision_order_returned_has_reason check ((returned = 0) = (return_reason is null)),
  constraint supervision_order_closed_whole check (num_nulls(conclusion, closed_by, closed_by_name, closed_at) = case when status = 'closed' then 0 else 4 end)
);
create index supervision_order_by_office on approval.supervision_order (office_code, issued_at, id);
create index supervision_order_open on approval.supervision_order (office_code, issued_at, id) include (due_on) where status <> 'closed';
create trigger supervision_order_no_delete before delete on approval.supervision_order
  for each row execute function approval.refuse_change();

revoke all on approval.supervision_order from approval_service, approval_worker;
grant select, insert, update on approval.supervision_order to approval_service, approval_worker;
grant select (id, case_id, number, office_code, procedure_code, card_rule, due_on, status, issued_at, reported_on, returned, closed_at) on approval.supervision_order to approval_reporting;

-- As cards are walled (0018).
alter table approval.supervision_order enable row level security, force row level security;
create policy supervision_order_worker on approval.supervision_order to approval_worker using (true) with check (true);
create policy supervision_order_owner on approval.supervision_order to current_user using (approval.setting('owner') = 'on');
create policy supervision_order_reported on approval.supervision_order for select to approval_reporting using (true);
create policy supervision_order_seen on approval.supervision_order for select to approval_service using (
  office_code between (select approval.setting('office_from')) and (select approval.setting('office_to')) or (select approval.in_hand()) @> array[case_id]);
create policy supervision_order_added on approval.supervision_order for insert to approval_service with check (
  approval.setting('writes') = 'on' and (select approval.in_hand()) @> array[case_id]);
create policy supervision_order_changed on approval.supervision_order for update to approval_service using (
  approval.setting('writes') = 'on' and (select approval.in_hand()) @> array[case_id]);
