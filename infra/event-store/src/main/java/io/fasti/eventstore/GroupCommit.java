package io.fasti.eventstore;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The one writer of this process: takes the commits that wait and commits them together, in one round trip on a connection
 * of its own. When a batch fails it finds the guilty, refuses them, and commits the rest. When the connection breaks it looks
 * up what became of the batch before it answers or tries again.
 */
final class GroupCommit implements SmartLifecycle {
    /** Stopped after the web server, before the follower and the tail. */
    static final int PHASE = 3_000;

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int ATTEMPTS = 3;
    private static final int REMEMBERED = 10_000;

    private final CommitConnection connection;
    private final EventStoreProperties.Store settings;
    private final CommitSignal signal;
    private final BlockingQueue<Commit> waiting;
    private final Map<String, Long> sequences = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Gathering gathering = new Gathering();
    private List<Commit> deferred = new ArrayList<>();
    private volatile boolean accepting;
    private @Nullable Thread writer;

    GroupCommit(Connections connections, EventStoreProperties.Store settings, CommitSignal signal) {
        this.connection = new CommitConnection(connections, settings.commitWait());
        this.settings = settings;
        this.signal = signal;
        this.waiting = new ArrayBlockingQueue<>(settings.commitQueue());
    }

    /**
     * What {@link #commit} takes: with the time after which trying is of no use.
     *
     * @param once it is committed, and before anybody is told; quick, and throws nothing
     */
    Commit prepare(List<Commit.Append> events, List<RowOperation> ofRequest, List<RowOperation> others, Runnable once) {
        return new Commit(
                events,
                ofRequest,
                others,
                System.nanoTime() + settings.commitWait().toNanos(),
                once);
    }

    /**
     * Commits, or throws why not.
     *
     * @return the positions of the events
     * @throws Rejection what a claim or a reference is refused with, or {@code UNAVAILABLE_NOW}
     * @throws org.axonframework.modelling.command.ConcurrencyException when another was faster on an aggregate
     */
    long[] commit(Commit commit) {
        try {
            if (!accepting || !waiting.offer(commit, settings.commitWait().toMillis(), TimeUnit.MILLISECONDS)) {
                throw Trouble.away();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Trouble.away();
        }
        if (!accepting && writerIsOver() && waiting.remove(commit)) {
            throw Trouble.away();
        }
        return commit.await();
    }

    private boolean writerIsOver() {
        var thread = writer;
        return thread == null || !thread.isAlive();
    }

    @Override
    public synchronized void start() {
        if (!accepting) {
            accepting = true;
            writer = Thread.ofPlatform().name("fasti-commit").daemon().start(this::write);
        }
    }

    /** Commits what waits already and takes no more. */
    @Override
    public synchronized void stop() {
        accepting = false;
        var thread = writer;
        if (thread != null) {
            try {
                thread.join(settings.commitWait().plus(Duration.ofSeconds(10)));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        writer = null;
    }

    @Override
    public boolean isRunning() {
        return accepting;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void write() {
        try {
            connection.tryToOpen();
            while (accepting || !waiting.isEmpty() || !deferred.isEmpty()) {
                var batch = List.<Commit>of();
                try {
                    batch = next();
                    commitTogether(batch);
                } catch (RuntimeException | Error e) {
                    LOG.error("A batch of {} commits failed for a reason of our own", batch.size(), e);
                    connection.drop();
                    var all = new ArrayList<>(batch);
                    all.addAll(deferred);
                    deferred = new ArrayList<>();
                    all.forEach(commit -> commit.refused(new Rejection(ErrorCode.UNEXPECTED)));
                }
            }
        } finally {
            connection.drop();
        }
    }

    /** The next commits that may go together; those that clash with one of them stay for the next time. */
    private List<Commit> next() {
        var candidates = candidates();
        var batch = new CommitBatch();
        var left = new ArrayList<Commit>();
        for (var commit : candidates) {
            if (!batch.admit(commit, settings.commitBatch())) {
                left.add(commit);
            }
        }
        deferred = left;
        return batch.commits();
    }

    private List<Commit> candidates() {
        var candidates = new ArrayList<Commit>();
        if (deferred.isEmpty()) {
            try {
                var first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    return candidates;
                }
                enter(first, candidates);
            } catch (InterruptedException _) {
                LOG.debug("Interrupted while waiting; the writer ends only when it is stopped");
                return candidates;
            }
        } else {
            refuseHopeless(deferred).forEach(candidates::add);
        }
        gathering.await(() -> candidates.size() + waiting.size(), () -> accepting);
        var more = new ArrayList<Commit>();
        waiting.drainTo(more, Math.max(0, settings.commitBatch() * 2 - candidates.size()));
        more.forEach(commit -> enter(commit, candidates));
        return candidates;
    }

    private void enter(Commit commit, List<Commit> candidates) {
        if (commit.take()) {
            candidates.add(commit);
        }
    }

    /** Those that had to wait clashed with what has just been committed: most cannot succeed any more. */
    private List<Commit> refuseHopeless(List<Commit> commits) {
        var hopeful = new ArrayList<Commit>();
        for (var commit : commits) {
            var overtaken = overtaken(commit);
            if (overtaken != null) {
                commit.refused(overtaken);
            } else {
                hopeful.add(commit);
            }
        }
        if (hopeful.stream().allMatch(commit -> commit.conditions.isEmpty())) {
            return hopeful;
        }
        try {
            return refuse(hopeful, CommitProbe.refused(connection.open(), hopeful));
        } catch (SQLException e) {
            connection.recover(e);
            return hopeful;
        }
    }

    private @Nullable RuntimeException overtaken(Commit commit) {
        for (var event : commit.events) {
            var last = sequences.get(event.aggregateId());
            if (last != null && last >= event.sequence()) {
                return CommitProbe.overtaken(event, last);
            }
        }
        return null;
    }

    private void commitTogether(List<Commit> commits) {
        if (commits.isEmpty()) {
            return;
        }
        var batch = new ArrayList<Commit>(commits.size());
        long now = System.nanoTime();
        for (var commit : commits) {
            var overtaken = overtaken(commit);
            if (overtaken != null) {
                commit.refused(overtaken);
            } else if (now - commit.deadline > 0) {
                commit.refused(Trouble.away());
            } else {
                batch.add(commit);
            }
        }
        if (batch.isEmpty()) {
            return;
        }
        boolean sent = false;
        try {
            var open = connection.open();
            sent = true;
            var positions = CommitBatch.execute(open, batch);
            gathering.answering(batch.size(), waiting.size());
            landed(batch, positions);
        } catch (SQLException e) {
            // Where nothing was sent, nobody's rows are to blame, whatever PostgreSQL says.
            switch (sent ? Trouble.of(e) : Trouble.LOST) {
                case LOST -> lost(batch, sent, e);
                case AWAY -> away(batch, e);
                case GUILTY -> findGuilty(batch, e);
            }
        }
    }

    private void landed(List<Commit> batch, long[] all) {
        var positions = new LinkedHashMap<Commit, long[]>();
        int next = 0;
        for (var commit : batch) {
            int size = commit.events.size();
            positions.put(commit, Arrays.copyOfRange(all, next, next + size));
            next += size;
        }
        landed(positions);
    }

    /** The tail is told before the callers are: nobody may be let in by what has just been revoked. */
    private void landed(Map<Commit, long[]> landed) {
        var heard = new ArrayList<Tail.Heard>();
        landed.forEach((commit, positions) -> {
            commit.once.run();
            for (int i = 0; i < positions.length; i++) {
                var event = commit.events.get(i);
                sequences.merge(event.aggregateId(), event.sequence(), Math::max);
                heard.add(new Tail.Heard(
                        positions[i], event.tenantId(), event.aggregateType(), event.aggregateId(), event.eventType()));
            }
        });
        heard.sort(Comparator.comparingLong(Tail.Heard::position));
        if (!heard.isEmpty()) {
            try {
                signal.committed(heard);
            } catch (RuntimeException e) {
                LOG.error("A listener failed to take note of a commit", e);
            }
        }
        landed.forEach(Commit::landed);
    }

    /** The database cannot do it now: nothing was committed, and all who wait are told. */
    private void away(List<Commit> batch, SQLException e) {
        LOG.warn("The database refused a batch of {} commits: {} {}", batch.size(), e.getSQLState(), e.getMessage());
        connection.recover(e);
        batch.forEach(commit -> commit.refused(Trouble.away()));
    }

    /** Probe first; what no probe explains is halved until the guilty is alone. */
    private void findGuilty(List<Commit> batch, SQLException e) {
        connection.recover(e);
        List<Commit> rest;
        try {
            rest = refuse(batch, CommitProbe.refused(connection.open(), batch));
        } catch (SQLException again) {
            connection.recover(again);
            if (Trouble.of(again) != Trouble.GUILTY) {
                batch.forEach(commit -> commit.refused(Trouble.away()));
                return;
            }
            rest = batch;
        }
        if (rest.size() < batch.size()) {
            commitTogether(rest);
        } else if (batch.size() == 1) {
            guilty(batch.getFirst(), e);
        } else {
            int half = batch.size() / 2;
            commitTogether(batch.subList(0, half));
            commitTogether(batch.subList(half, batch.size()));
        }
    }

    private void guilty(Commit commit, SQLException e) {
        if (++commit.attempts < ATTEMPTS && isOfRows(e)) {
            commitTogether(List.of(commit));
            return;
        }
        var reason = CommitConnection.claimBehind(commit, e);
        if (reason == null) {
            LOG.error("A commit cannot be stored: {} {}", e.getSQLState(), e.getMessage());
        }
        commit.refused(reason != null ? reason : new IllegalStateException("The commit cannot be stored", e));
    }

    /** Whoever held the row may be gone by now. */
    private static boolean isOfRows(SQLException e) {
        return "23505".equals(e.getSQLState()) || "FA001".equals(e.getSQLState());
    }

    private static List<Commit> refuse(List<Commit> commits, Map<Commit, RuntimeException> reasons) {
        var rest = new ArrayList<Commit>(commits.size());
        for (var commit : commits) {
            var reason = reasons.get(commit);
            if (reason == null) {
                rest.add(commit);
            } else {
                commit.refused(reason);
            }
        }
        return rest;
    }

    /** Nobody knows whether the transaction was committed: ask, once nobody else can change the answer. */
    private void lost(List<Commit> batch, boolean sent, SQLException e) {
        LOG.warn("The connection for commits is lost: {}", e.getMessage());
        var rest = batch;
        try {
            var open = connection.reopen(batch.getFirst().deadline);
            if (sent) {
                var landed = CommitProbe.landed(open, batch);
                rest = batch.stream()
                        .filter(commit -> !landed.containsKey(commit))
                        .toList();
                landed(landed);
            }
        } catch (SQLException again) {
            LOG.warn("The database is away: {}", again.getMessage());
            connection.drop();
            batch.forEach(commit -> commit.refused(Trouble.away()));
            return;
        }
        for (var commit : rest) {
            if (++commit.attempts < ATTEMPTS) {
                deferred.add(commit);
            } else {
                commit.refused(Trouble.away());
            }
        }
    }
}
