-- An answer may repeat what was sent, and what was sent may be about a person.
alter table query.webhook_delivery drop column last_body;
