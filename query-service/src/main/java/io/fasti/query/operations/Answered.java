package io.fasti.query.operations;

import io.fasti.eventstore.OperationRefused;
import io.fasti.eventstore.OperationRefused.Kind;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** What is answered to an operator: what was asked for, or why not. */
final class Answered {
    private static final int STATUS_CONFLICT = 409;

    /** Why something was not done. */
    record Problem(String error, String message, Map<String, String> details) {}

    private Answered() {}

    static WebEndpointResponse<Object> of(Supplier<Object> answer) {
        try {
            return new WebEndpointResponse<>(answer.get());
        } catch (OperationRefused refused) {
            var status = refused.kind() == Kind.UNKNOWN ? WebEndpointResponse.STATUS_NOT_FOUND : STATUS_CONFLICT;
            var error = refused.kind() == Kind.UNKNOWN ? "not_found" : "conflict";
            return new WebEndpointResponse<>(new Problem(error, refused.why(), Map.of()), status);
        } catch (Fields.Invalid invalid) {
            var problem = new Problem(
                    "invalid",
                    invalid.field() + " " + invalid.getMessage(),
                    Map.of(invalid.field(), invalid.getMessage()));
            return new WebEndpointResponse<>(problem, WebEndpointResponse.STATUS_BAD_REQUEST);
        }
    }
}
