-- Judged by the office the case is with now: whoever may write a card off must find it.
update approval.supervision_card c
set office_code = u.office_code
from unnest($1::uuid[], $2::text[]) as u(case_id, office_code)
where c.case_id = u.case_id
