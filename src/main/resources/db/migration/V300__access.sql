create table account (
    name             text    not null primary key,
    password         text    not null,
    role             text    not null,
    created          integer not null,
    password_changed integer
);

create table session (
    token_hash text    not null primary key,
    account    text    not null references account (name) on delete cascade,
    created    integer not null,
    expires    integer not null,
    address    text    not null
);

create table audit (
    sequence  integer not null primary key,
    time      integer not null,
    principal text    not null,
    kind      text    not null,
    way       text    not null,
    action    text    not null,
    target    text    not null,
    outcome   text    not null,
    hash      text    not null
);

create trigger audit_is_never_changed before update on audit
begin
    select raise(abort, 'the audit trail is append-only');
end;

create trigger audit_is_never_shortened before delete on audit
begin
    select raise(abort, 'the audit trail is append-only');
end;
