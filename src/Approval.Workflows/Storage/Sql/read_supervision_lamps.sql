select lamp, count(*), count(*) filter (where phase = 'suspended'), count(*) filter (where due_on < $3), count(*) filter (where due_on = $3),
       count(*) filter (where due_on between $4 and $5)
from approval.permit_case
where office_code between $1 and $2 and phase in ('received', 'correctionRequested', 'accepted', 'inReview', 'suspended')
group by lamp
