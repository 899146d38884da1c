-- Terms that were in force while templates did not learn: who agreed to them is not learned from (docs/learning.md).
create table plain_terms (
    application_id uuid not null references application (id) on delete cascade,
    terms_version  text not null,
    primary key (application_id, terms_version)
);

insert into plain_terms (application_id, terms_version)
select id, policy ->> 'termsVersion'
from application
where not coalesce((policy ->> 'learning')::boolean, false);
