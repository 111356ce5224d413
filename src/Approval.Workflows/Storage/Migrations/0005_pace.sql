-- 0003 and 0004 made the same index; each was kept by every step.
drop index approval.permit_case_with_due;

-- A step rewrites the state and hardly ever the application. The application goes out of the row, where a rewrite leaves it alone; the
-- state stays in the row, compressed, and is not put aside anew by every step. Rows written before move when they are next rewritten.
alter table approval.permit_case
  alter column application set storage external,
  alter column state set storage main;

-- Room in each page for the next version of its rows: a step that changes nothing an index knows (a task claimed) leaves the indexes
-- alone, and any other dirties one page instead of two.
alter table approval.permit_case set (fillfactor = 70);
alter table approval.case_timer set (fillfactor = 70);
