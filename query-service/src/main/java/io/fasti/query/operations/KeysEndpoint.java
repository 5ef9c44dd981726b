package io.fasti.query.operations;

import io.fasti.eventstore.MasterKeyRotation;
import io.fasti.eventstore.OperationRefused;
import io.fasti.query.operations.ProjectionsEndpoint.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/** The master key on the management port: {@code /actuator/keys}. No key can be told from what is shown. */
@Component
@WebEndpoint(id = "keys")
class KeysEndpoint {
    private static final int STATUS_CONFLICT = 409;

    private final MasterKeyRotation rotation;

    KeysEndpoint(MasterKeyRotation rotation) {
        this.rotation = rotation;
    }

    @ReadOperation
    MasterKeyRotation.Progress progress() {
        return rotation.progress();
    }

    /** @param by who does it */
    @WriteOperation
    WebEndpointResponse<Object> act(@Selector String action, @Nullable String by, @Nullable String reason) {
        if (!action.equals("rotate")) {
            return refused("not_found", "There is no " + action + " here.", Map.of(), 404);
        }
        try {
            return new WebEndpointResponse<>(rotation.rotate(Fields.act(by, reason)));
        } catch (OperationRefused refused) {
            return refused("conflict", refused.why(), Map.of(), STATUS_CONFLICT);
        } catch (Fields.Invalid invalid) {
            var message = invalid.field() + " " + invalid.getMessage();
            var details = Map.of(invalid.field(), invalid.getMessage());
            return refused("invalid", message, details, WebEndpointResponse.STATUS_BAD_REQUEST);
        }
    }

    private static WebEndpointResponse<Object> refused(
            String error, String message, Map<String, String> details, int status) {
        return new WebEndpointResponse<>(new Problem(error, message, details), status);
    }
}
