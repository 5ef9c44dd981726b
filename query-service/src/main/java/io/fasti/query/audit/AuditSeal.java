package io.fasti.query.audit;

import io.fasti.events.TenantId;
import io.fasti.eventstore.EventJson;
import io.fasti.eventstore.Keys;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Seals what an entry says of somebody: under the key of the person, or of the tenant when it is not about a person. */
@Component
class AuditSeal {
    private static final String PERSON = "user";

    private final Keys keys;

    AuditSeal(Keys keys) {
        this.keys = keys;
    }

    String seal(TenantId tenantId, String type, String id, Object content) {
        var text = EventJson.mapper().writeValueAsString(content);
        return type.equals(PERSON) ? keys.sealPersonal(tenantId, id, text) : keys.seal(tenantId, text);
    }

    /** Empty when the person was erased. */
    <T> Optional<T> open(TenantId tenantId, String type, String id, String sealed, Class<T> content) {
        var text = type.equals(PERSON)
                ? keys.openPersonal(tenantId, id, sealed)
                : Optional.of(keys.open(tenantId, sealed));
        return text.map(json -> EventJson.mapper().readValue(json, content));
    }
}
