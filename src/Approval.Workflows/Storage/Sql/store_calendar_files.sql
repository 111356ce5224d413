insert into approval.calendar_file (region, year, revision, content, digest, published_at, published_by, reason, publication)
select u.region, u.year, coalesce((select max(f.revision) from approval.calendar_file f where f.region = u.region and f.year = u.year), 0) + 1,
       u.content, u.digest, $5, $6, $7, $8
from unnest($1::text[], $2::integer[], $3::text[], $4::bytea[]) as u(region, year, content, digest)
