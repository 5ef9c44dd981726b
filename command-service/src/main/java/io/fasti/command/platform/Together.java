package io.fasti.command.platform;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.util.List;

/**
 * Several commands in one unit of work: all of them happen, or none does. They run in the given order; callers sort the
 * aggregates of one kind by id, so that two such commands do not wait for each other.
 */
public record Together(List<?> commands) {
    public static final int AT_MOST = 100;

    public Together {
        commands = List.copyOf(commands);
        if (commands.size() > AT_MOST + 1) {
            throw new Rejection(ErrorCode.TOO_MANY_TARGETS);
        }
    }
}
