-- People who sign in. Nobody is ever removed: the journal names them. The name they sign in with is theirs for good.
create table approval.person (
  id                   uuid        not null,
  user_name            text        not null,
  name                 text        not null,
  roles                text[]      not null,
  office               text,
  organisation         text,
  enabled              boolean     not null,
  password_hash        text        not null,
  must_change_password boolean     not null,
  authenticator        bytea,
  second_factor        boolean     not null,
  last_code_step       bigint      not null default 0,
  failed_count         integer     not null default 0,
  locked_until         timestamptz,
  stamp                text        not null,
  version              integer     not null,
  created_at           timestamptz not null,
  changed_at           timestamptz not null,
  constraint person_pk primary key (id),
  constraint person_user_name_unique unique (user_name),
  constraint person_user_name_plain check (user_name ~ '^[a-z0-9][a-z0-9._-]{2,63}$'),
  constraint person_name_given check (btrim(name) <> ''),
  constraint person_has_role check (cardinality(roles) > 0),
  constraint person_seat check (office is null or organisation is null),
  constraint person_office_code check (office ~ '^[0-9]{6}(-[A-Z0-9]{1,12})?$'),
  constraint person_second_factor_has_key check (not second_factor or authenticator is not null),
  constraint person_version_positive check (version > 0)
);

-- A session is the SHA-256 of what the browser holds, so that this table is of no use to whoever reads it.
create table approval.session (
  hash         bytea       not null,
  person_id    uuid        not null,
  stamp        text        not null,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  constraint session_pk primary key (hash),
  constraint session_person_fk foreign key (person_id) references approval.person (id),
  constraint session_hash_length check (octet_length(hash) = 32)
);
create index session_by_person on approval.session (person_id);
create index session_by_age on approval.session (last_seen_at);

-- Systems that ask for tokens (OAuth 2.0 client credentials).
create table approval.api_client (
  id           text        not null,
  name         text        not null,
  roles        text[]      not null,
  office       text,
  organisation text,
  scopes       text[]      not null,
  enabled      boolean     not null,
  stamp        text        not null,
  version      integer     not null,
  created_at   timestamptz not null,
  changed_at   timestamptz not null,
  constraint api_client_pk primary key (id),
  constraint api_client_id_plain check (id ~ '^[a-z0-9][a-z0-9._-]{2,63}$'),
  constraint api_client_name_given check (btrim(name) <> ''),
  constraint api_client_has_role check (cardinality(roles) > 0),
  constraint api_client_seat check ((office is null) <> (organisation is null)),
  constraint api_client_office_code check (office ~ '^[0-9]{6}(-[A-Z0-9]{1,12})?$'),
  constraint api_client_version_positive check (version > 0)
);

-- Secrets are 256 random bits, so a plain digest keeps them. Two are valid at once while one replaces the other.
create table approval.api_client_secret (
  id         uuid        not null,
  client_id  text        not null,
  hash       bytea       not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  constraint api_client_secret_pk primary key (id),
  constraint api_client_secret_client_fk foreign key (client_id) references approval.api_client (id),
  constraint api_client_secret_hash_length check (octet_length(hash) = 32),
  constraint api_client_secret_expires_later check (expires_at >= created_at)
);
create index api_client_secret_by_client on approval.api_client_secret (client_id);

-- Who gave, changed or took away which right. Never changed. Holds no secret and no password.
create table approval.identity_change (
  id          bigint      generated always as identity,
  at          timestamptz not null,
  actor_id    text        not null,
  subject     text        not null,
  what        text        not null,
  detail      text        not null,
  constraint identity_change_pk primary key (id),
  constraint identity_change_what_known check (what in ('created', 'changed', 'disabled', 'reset', 'secretAdded', 'secretRemoved',
    'passwordChanged', 'secondFactorSet', 'lockedOut'))
);
create trigger identity_change_no_change before update or delete on approval.identity_change
  for each row execute function approval.refuse_change();
create trigger identity_change_no_truncate before truncate on approval.identity_change
  for each statement execute function approval.refuse_change();
alter table approval.identity_change enable always trigger identity_change_no_change;
alter table approval.identity_change enable always trigger identity_change_no_truncate;

-- Where the roles of 0008 are there: the service keeps accounts, nobody changes their record, nobody removes people or clients. What
-- 0008 gives by default is taken back first: what happens by itself has no business with accounts.
do $$ begin
  if exists (select from pg_roles where rolname = 'approval_service') then
    revoke all on approval.person, approval.session, approval.api_client, approval.api_client_secret, approval.identity_change from approval_service;
    grant select, insert, update on approval.person, approval.api_client to approval_service;
    grant select, insert, update, delete on approval.session, approval.api_client_secret to approval_service;
    grant select, insert on approval.identity_change to approval_service;
  end if;
  if exists (select from pg_roles where rolname = 'approval_worker') then
    revoke all on approval.person, approval.session, approval.api_client, approval.api_client_secret, approval.identity_change from approval_worker;
  end if;
  if exists (select from pg_roles where rolname = 'approval_auditor') then
    grant select on approval.identity_change to approval_auditor;
  end if;
end $$;
