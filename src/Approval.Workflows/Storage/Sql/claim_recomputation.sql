-- One node works on it at a time; whoever finds it taken looks again later. The row is let go of with the batch, so a node that
-- dies leaves nothing behind.
select publication, last_case
from approval.calendar_recomputation
where finished_at is null
for update skip locked
