insert into approval.case_number as counter (office_code, procedure_code, day, last)
values ($1, $2, $3, 1)
on conflict (office_code, procedure_code, day) do update set last = counter.last + 1
returning last
