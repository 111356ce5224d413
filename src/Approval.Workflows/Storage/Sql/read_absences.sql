-- Those for whom the actors of a step may stand in. An act entered late is judged by the day it took effect, so the latest weeks come along.
select substitute, person, person_name, from_day, through_day
from approval.absence
where substitute = any($1) and removed_at is null and from_day <= $2 and through_day >= $2 - 31
