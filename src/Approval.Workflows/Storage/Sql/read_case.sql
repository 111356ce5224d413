select version, state, application, window_code, channel, tracking_code
from approval.permit_case
where id = $1
