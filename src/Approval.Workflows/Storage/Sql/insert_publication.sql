insert into approval.calendar_publication (published_by, published_by_name, reason, notices, calendar_version, published_at)
values ($1, $2, $3, $4, $5, $6)
returning id
