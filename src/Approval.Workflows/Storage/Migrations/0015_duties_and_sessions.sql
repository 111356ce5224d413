-- 回避: what an officer keeps away from (公务员法 art 76), encrypted as one text for this person alone; null for nothing.
alter table approval.person add column interests bytea;

-- One's own sessions can be told apart without what proves them, and from where they were opened. Sessions of before have no address.
alter table approval.session
  add column id      uuid not null default gen_random_uuid(),
  add column address text,
  add constraint session_id_unique unique (id);

-- Neither the number of an interest nor that of a session is ever in the record.
alter table approval.identity_change
  drop constraint identity_change_what_known,
  add constraint identity_change_what_known check (what in ('created', 'changed', 'disabled', 'reset', 'secretAdded', 'secretRemoved',
    'passwordChanged', 'secondFactorSet', 'lockedOut', 'interestAdded', 'interestRemoved', 'sessionsEnded'));
