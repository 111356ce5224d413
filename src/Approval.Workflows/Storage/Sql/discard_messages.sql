with passed as (
  select id from approval.outbox where state = 'waiting' order by next_try, id limit $1 for update skip locked)
delete from approval.outbox o using passed where o.id = passed.id
