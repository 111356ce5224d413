select c.version, c.state, c.application, c.window_code, c.channel, c.tracking_code, p.salt, p.payload
from approval.permit_case c
left join approval.case_personal p on p.case_id = c.id
where c.id = $1
