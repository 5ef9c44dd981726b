package io.fasti.http.tenant;

import io.fasti.events.PasswordPolicy;
import io.fasti.events.TenantId;

/** A tenant as the directory has it now. */
public record Tenant(TenantId id, String slug, String name, boolean suspended, PasswordPolicy passwordPolicy) {}
