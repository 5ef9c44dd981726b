create index idempotency_resource on http.idempotency (tenant_id, resource_id) where resource_id is not null;
