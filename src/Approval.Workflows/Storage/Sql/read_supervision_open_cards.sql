select level, count(*)
from approval.supervision_card
where office_code between $1 and $2 and written_off_at is null
group by level
