-- Roles, database and privileges of the embedded PostgreSQL. Run as superuser in template1, with
-- the variables owner, owner_password, runtime, runtime_password and database. Repeatable.

select format('create role %I', :'owner')
where not exists (select from pg_roles where rolname = :'owner') \gexec
select format('create role %I', :'runtime')
where not exists (select from pg_roles where rolname = :'runtime') \gexec

alter role :"owner" login createdb nocreaterole nosuperuser nobypassrls password :'owner_password';
alter role :"runtime" login nocreatedb nocreaterole nosuperuser nobypassrls
    password :'runtime_password';

-- In template1, so that the databases that tests create have them too.
create extension if not exists pg_trgm;
create extension if not exists btree_gist;
alter default privileges for role :"owner" grant select, insert, update, delete on tables
    to :"runtime";
alter default privileges for role :"owner" grant usage, select on sequences to :"runtime";

select format('create database %I owner %I template template1', :'database', :'owner')
where not exists (select from pg_database where datname = :'database') \gexec

\set ON_ERROR_STOP on
select format('grant connect, temporary on database %I to %I', :'database', :'runtime') \gexec
