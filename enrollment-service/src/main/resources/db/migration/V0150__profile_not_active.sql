-- Whoever copies an index asks for everybody who is not active.
create index profile_not_active on profile (application_id) where state <> 'ACTIVE';
