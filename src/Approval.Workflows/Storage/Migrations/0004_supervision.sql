-- 监察牌: one row for each card, written with its event. Written off, never deleted; it goes with the case when that moves to another office.
create table approval.supervision_card (
  id               uuid        not null,
  case_id          uuid        not null,
  office_code      text        not null,
  procedure_code   text        not null,
  rule             text        not null,
  level            text        not null,
  clock_id         text,
  on_day           date        not null,
  recipients       text[]      not null,
  issued_at        timestamptz not null,
  written_off_at   timestamptz,
  written_off_by   text,
  write_off_reason text,
  constraint supervision_card_pk primary key (id),
  constraint supervision_card_case_fk foreign key (case_id) references approval.permit_case (id),
  constraint supervision_card_once_for_rule unique (case_id, rule),
  constraint supervision_card_level_known check (level in ('warning', 'yellow', 'red')),
  constraint supervision_card_has_recipients check (cardinality(recipients) > 0),
  constraint supervision_card_write_off_whole check (num_nulls(written_off_at, written_off_by, write_off_reason) in (0, 3)),
  constraint supervision_card_write_off_reasoned check (btrim(write_off_reason) <> '')
);
create index supervision_card_by_office on approval.supervision_card (office_code, issued_at, id);
create index supervision_card_open on approval.supervision_card (office_code, issued_at, id) where written_off_at is null;
create index supervision_card_written_off on approval.supervision_card (office_code, issued_at, id) where written_off_at is not null;
-- Narrow and full of equal keys, so that counting reads little.
create index supervision_card_counts on approval.supervision_card (office_code, level) where written_off_at is null;
create trigger supervision_card_no_delete before delete on approval.supervision_card
  for each row execute function approval.refuse_change();

-- 超期: one row for each time a clock was breached, with what was so at that instant. A row that an act in time, typed late, has
-- taken back stays and says so. The office is the one that held the case then.
create table approval.breach (
  case_id         uuid        not null,
  clock_id        text        not null,
  breached_at     timestamptz not null,
  kind            text        not null,
  office_code     text        not null,
  procedure_code  text        not null,
  phase           text        not null,
  due_on          date        not null,
  breached_on     date        not null,
  suspension_kind text,
  suspended_on    date,
  resumed_on      date,
  declared_days   integer,
  ended_on        date,
  taken_back_at   timestamptz,
  reason          text,
  explained_by    text,
  explained_at    timestamptz,
  constraint breach_pk primary key (case_id, clock_id, breached_at),
  constraint breach_case_fk foreign key (case_id) references approval.permit_case (id),
  constraint breach_kind_known check (kind in ('notice', 'promised', 'statutory', 'delivery', 'step', 'suspension')),
  constraint breach_suspension_whole check (num_nulls(suspension_kind, suspended_on, declared_days) in (0, 3)),
  constraint breach_resumed_was_suspended check (resumed_on is null or suspended_on is not null),
  constraint breach_explained_whole check (num_nulls(reason, explained_by, explained_at) in (0, 3)),
  constraint breach_reason_given check (btrim(reason) <> '')
);
create index breach_by_office on approval.breach (office_code, breached_on, case_id, clock_id, breached_at) where taken_back_at is null;
create index breach_unexplained on approval.breach (office_code, breached_on, case_id, clock_id, breached_at) where taken_back_at is null and reason is null;
create index breach_counts on approval.breach (office_code, procedure_code, breached_on) where taken_back_at is null;
create index breach_unexplained_counts on approval.breach (office_code, procedure_code, breached_on) where taken_back_at is null and reason is null;

-- Who held it: the tasks open at that instant, those of the step itself when a step was late.
create table approval.breach_holder (
  case_id       uuid        not null,
  clock_id      text        not null,
  breached_at   timestamptz not null,
  task_id       uuid        not null,
  stage         text        not null,
  step          text        not null,
  role          text        not null,
  department    text,
  assignee      text,
  assignee_name text,
  constraint breach_holder_pk primary key (case_id, clock_id, breached_at, task_id),
  constraint breach_holder_breach_fk foreign key (case_id, clock_id, breached_at) references approval.breach (case_id, clock_id, breached_at)
);

-- Open cases for the overview, and cases with a clock that runs out for the reconciler's pages.
create index permit_case_open on approval.permit_case (office_code, lamp, due_on, phase)
  where phase in ('received', 'correctionRequested', 'accepted', 'inReview', 'suspended');
create index permit_case_with_due on approval.permit_case (id) where due_on is not null;

-- The last sweep of the reconciler that reached the end: one row, for every node to read.
create table approval.timer_reconciliation (
  singleton       boolean     not null default true,
  began_at        timestamptz not null,
  ended_at        timestamptz not null,
  cases           bigint      not null,
  running         bigint      not null,
  armed           bigint      not null,
  missing         bigint      not null,
  orphaned        bigint      not null,
  superseded      bigint      not null,
  unsettled       bigint      not null,
  incidents       bigint      not null,
  late_1s         bigint      not null,
  late_5s         bigint      not null,
  late_1min       bigint      not null,
  late_10min      bigint      not null,
  late_1h         bigint      not null,
  late_over_1h    bigint      not null,
  constraint timer_reconciliation_pk primary key (singleton),
  constraint timer_reconciliation_one_row check (singleton),
  constraint timer_reconciliation_ended_after_began check (ended_at >= began_at)
);
