package io.fasti.query.operations;

import io.fasti.eventstore.OperationRefused;
import io.fasti.eventstore.OperationRefused.Kind;
import io.fasti.eventstore.Projections;
import io.fasti.eventstore.Projections.Act;
import io.fasti.query.stream.ReactionLetters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/projections}. A call that changes something needs a JSON body, so that no web page that is open on this
 * machine can make one.
 */
@Component
@WebEndpoint(id = "projections")
class ProjectionsEndpoint {
    private static final String DEAD_LETTERS = "dead-letters";
    private static final String REBUILD = "rebuild";

    private final Projections projections;
    private final ReactionLetters reactions;

    ProjectionsEndpoint(Projections projections, ReactionLetters reactions) {
        this.projections = projections;
        this.reactions = reactions;
    }

    /** Everything, at a glance. */
    record Overview(List<Projections.Standing> projections, List<ReactionLetters.Standing> reactions) {}

    @ReadOperation
    Overview all() {
        return new Overview(projections.all(), reactions.all());
    }

    @ReadOperation
    WebEndpointResponse<Object> one(@Selector String name) {
        return Answered.of(() -> ReactionLetters.isReaction(name) ? reactions.named(name) : projections.named(name));
    }

    @ReadOperation
    WebEndpointResponse<Object> part(
            @Selector String name, @Selector String part, @Nullable String after, @Nullable String limit) {
        return Answered.of(() -> {
            int most = (int) Fields.number("limit", limit, 100, 1, 1_000);
            return switch (part) {
                case DEAD_LETTERS -> {
                    long from = Fields.number("after", after, 0, 0, Long.MAX_VALUE);
                    yield ReactionLetters.isReaction(name)
                            ? reactions.parked(name, from, most)
                            : projections.parked(name, from, most);
                }
                case REBUILD -> rebuild(name);
                case "operations" -> {
                    one(name);
                    yield projections.operations(name, most);
                }
                default -> throw unknown(part);
            };
        });
    }

    @ReadOperation
    WebEndpointResponse<Object> letter(@Selector String name, @Selector String part, @Selector String position) {
        return Answered.of(() -> {
            if (!part.equals(DEAD_LETTERS)) {
                throw unknown(part);
            }
            long at = Fields.position(position);
            return ReactionLetters.isReaction(name) ? reactions.parked(name, at) : projections.parked(name, at);
        });
    }

    /**
     * @param by who does it
     * @param switchOver {@code automatic} or {@code manual}: of a rebuild
     * @param confirm the name of the projection again: of a reset
     */
    @WriteOperation
    WebEndpointResponse<Object> act(
            @Selector String name,
            @Selector String action,
            @Nullable String by,
            @Nullable String reason,
            @Nullable String switchOver,
            @Nullable String confirm) {
        return Answered.of(() -> switch (action) {
            case "pause" -> projections.pause(name, Fields.act(by, reason));
            case "resume" -> projections.resume(name, Fields.act(by, reason));
            case REBUILD -> projections.rebuild(name, Fields.isAutomatic(switchOver), Fields.act(by, reason));
            case "reset" -> {
                projections.named(name);
                if (!name.equals(confirm)) {
                    throw new Fields.Invalid(
                            "confirm", "must be the name of the projection, since reads will see it fill anew");
                }
                yield projections.reset(name, Fields.act(by, reason));
            }
            default -> throw unknown(action);
        });
    }

    @WriteOperation
    WebEndpointResponse<Object> act(
            @Selector String name,
            @Selector String part,
            @Selector String action,
            @Nullable String by,
            @Nullable String reason) {
        return Answered.of(() -> switch (part + "/" + action) {
            case "rebuild/switch" -> projections.switchOver(name, Fields.act(by, reason));
            case "rebuild/discard" -> projections.discard(name, Fields.act(by, reason));
            default -> throw unknown(part + "/" + action);
        });
    }

    @WriteOperation
    WebEndpointResponse<Object> actOnLetter(
            @Selector String name,
            @Selector String part,
            @Selector String position,
            @Selector String action,
            @Nullable String by,
            @Nullable String reason) {
        return Answered.of(() -> {
            if (!part.equals(DEAD_LETTERS)) {
                throw unknown(part);
            }
            long at = Fields.position(position);
            return switch (action) {
                case "redrive" -> redriven(name, at, Fields.act(by, reason));
                case "drop" -> dropped(name, at, Fields.fullAct(by, reason));
                default -> throw unknown(action);
            };
        });
    }

    private Object redriven(String name, long position, Act act) {
        return ReactionLetters.isReaction(name)
                ? reactions.redrive(name, position, act)
                : projections.redrive(name, position, act);
    }

    private Object dropped(String name, long position, Act act) {
        if (ReactionLetters.isReaction(name)) {
            reactions.drop(name, position, act);
        } else {
            projections.drop(name, position, act);
        }
        return Map.of("dropped", position);
    }

    private Object rebuild(String name) {
        var state = projections.named(name).rebuild();
        if (state == null) {
            throw new OperationRefused(Kind.UNKNOWN, "There was no rebuild of " + name + ".");
        }
        return state;
    }

    private static OperationRefused unknown(String what) {
        return new OperationRefused(Kind.UNKNOWN, "There is no " + what + " here.");
    }
}
