package io.fasti.eventstore;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells in this process of what this process has committed, before the commands that did it are answered. */
public final class CommitSignal {
    private final List<Consumer<List<Tail.Heard>>> listeners = new CopyOnWriteArrayList<>();

    /** Listeners are quick and throw nothing: the next commit waits for them. */
    void listen(Consumer<List<Tail.Heard>> listener) {
        listeners.add(listener);
    }

    void committed(List<Tail.Heard> heard) {
        listeners.forEach(listener -> listener.accept(heard));
    }
}
