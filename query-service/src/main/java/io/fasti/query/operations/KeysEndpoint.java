package io.fasti.query.operations;

import io.fasti.eventstore.MasterKeyRotation;
import io.fasti.eventstore.OperationRefused;
import io.fasti.eventstore.OperationRefused.Kind;
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
        return Answered.of(() -> switch (action) {
            case "rotate" -> rotation.rotate(Fields.act(by, reason));
            default -> throw new OperationRefused(Kind.UNKNOWN, "There is no " + action + " here.");
        });
    }
}
