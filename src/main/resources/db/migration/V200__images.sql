create table image (
    id          text    primary key,
    manifest    text    not null,
    tagged_nano integer not null,
    retired     integer not null
);

create table image_name (
    name  text primary key,
    image text not null references image (id) on delete cascade
);

create index image_name_image on image_name (image);

create table task (
    id            text    primary key,
    kind          text    not null,
    key           text    not null,
    title         text    not null,
    state         text    not null,
    started_nano  integer not null,
    finished_nano integer,
    error         text
);
