insert into approval.calendar_recomputation (publication, open_cases) values ($1, $2)
