select began_at, ended_at, cases, running, armed, missing, orphaned, superseded, unsettled, incidents, late_1s, late_5s, late_1min, late_10min, late_1h, late_over_1h
from approval.timer_reconciliation
