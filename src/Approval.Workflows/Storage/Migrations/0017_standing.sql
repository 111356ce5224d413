-- A step asks in its own transaction whether the account it works for is still what it was when its rights were read (docs/adr/0024).
-- What administrators move runs with the worker's login, so it may look at that much of accounts and no more.
do $$ begin
  if exists (select from pg_roles where rolname = 'approval_worker') then
    grant select (id, stamp, enabled) on approval.person, approval.api_client to approval_worker;
  end if;
end $$;
