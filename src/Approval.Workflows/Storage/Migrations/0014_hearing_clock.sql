-- 听证: the limit of 行政许可法 art 47 to hold a hearing is a clock that can be breached. The limit to ask for one lapses and never is.
alter table approval.breach
  drop constraint breach_kind_known,
  add constraint breach_kind_known check (kind in ('notice', 'promised', 'statutory', 'delivery', 'step', 'suspension', 'hearingHold'));
