-- What a template that has learned is the mean of: the first enrollment and up to three more occasions, each with its day,
-- sealed under the template's own key. Null: the enrollment alone, on the day of created_at.
alter table template add column occasions bytea;
