package io.fasti.eventstore;

import io.fasti.errors.Rejection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.modelling.command.ConcurrencyException;

/** Those who want something committed, and what becomes of it: {@code done}, or the name of the refusal. */
final class Callers {
    private Callers() {}

    static String attempt(Runnable command) {
        try {
            command.run();
            return "done";
        } catch (Rejection e) {
            return e.code().name();
        } catch (ConcurrencyException | IllegalStateException e) {
            return e.getClass().getSimpleName();
        }
    }

    static Map<String, Integer> inParallel(int callers, IntFunction<String> command) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = IntStream.range(0, callers)
                    .mapToObj(i -> executor.submit(() -> command.apply(i)))
                    .toList();
            return outcomes.stream().collect(Collectors.toMap(Callers::outcome, _ -> 1, Integer::sum));
        }
    }

    private static String outcome(Future<String> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
