package io.fasti.query.operations;

import io.fasti.eventstore.OperationRefused;
import io.fasti.eventstore.OperationRefused.Kind;
import io.fasti.eventstore.archive.Archive;
import io.fasti.eventstore.archive.Archives;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/** {@code /actuator/archives}: streams that have ended go into files, and come back. */
@Component
@WebEndpoint(id = "archives")
class ArchivesEndpoint {
    private final Archives archives;

    ArchivesEndpoint(Archives archives) {
        this.archives = archives;
    }

    @ReadOperation
    List<Archive> all() {
        return archives.all();
    }

    @ReadOperation
    WebEndpointResponse<Object> one(@Selector String name) {
        return Answered.of(() -> archives.named(name));
    }

    /**
     * @param by who does it
     * @param retention for how long streams must have ended, such as {@code 90d}
     */
    @WriteOperation
    WebEndpointResponse<Object> begin(@Nullable String by, @Nullable String reason, @Nullable String retention) {
        return Answered.of(() -> archives.begin(Fields.duration("retention", retention), Fields.act(by, reason)));
    }

    @WriteOperation
    WebEndpointResponse<Object> act(
            @Selector String name, @Selector String action, @Nullable String by, @Nullable String reason) {
        return Answered.of(() -> switch (action) {
            case "restore" -> archives.restore(name, Fields.act(by, reason));
            case "discard" -> archives.discard(name, Fields.act(by, reason));
            default -> throw new OperationRefused(Kind.UNKNOWN, "There is no " + action + " here.");
        });
    }
}
