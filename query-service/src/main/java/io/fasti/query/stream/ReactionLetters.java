package io.fasti.query.stream;

import io.fasti.eventstore.EventJson;
import io.fasti.eventstore.EventLog;
import io.fasti.eventstore.OperationRefused;
import io.fasti.eventstore.OperationRefused.Kind;
import io.fasti.eventstore.Operations;
import io.fasti.eventstore.ParkedEvent;
import io.fasti.eventstore.ParkedEvents.Redriven;
import io.fasti.eventstore.Projections.Act;
import io.fasti.query.platform.Cells;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The events that reactions have put aside, for operators. Nothing waits behind one of them: each is a matter of its own,
 * given to its reaction again or given up.
 */
@Component
public class ReactionLetters {
    /** A reaction is called so among projections, some of which have the same name. */
    private static final String PREFIX = "reaction-";

    private static final String SELECTED = """
            select *
            from query.stream_dead_letter
            where reaction = :reaction
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionTemplate transaction;
    private final EventLog events;
    private final List<Reaction> reactions;

    ReactionLetters(
            JdbcClient jdbc,
            JdbcTemplate template,
            PlatformTransactionManager transactions,
            EventLog events,
            List<Reaction> reactions) {
        this.jdbc = jdbc;
        this.template = template;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.reactions = List.copyOf(reactions);
    }

    /** How many events a reaction has put aside. */
    public record Standing(String name, long parked) {}

    public static boolean isReaction(String name) {
        return name.startsWith(PREFIX);
    }

    public List<Standing> all() {
        return reactions.stream()
                .map(reaction -> standing(reaction.name()))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    /** @throws OperationRefused when there is none of this name; so do all other methods */
    public Standing named(String name) {
        return standing(reaction(name).name());
    }

    public List<ParkedEvent> parked(String name, long afterPosition, int limit) {
        return jdbc.sql(SELECTED + "and position > :after order by position limit :limit")
                .param("reaction", reaction(name).name())
                .param("after", afterPosition)
                .param("limit", limit)
                .query((row, _) -> event(row, null))
                .list();
    }

    public ParkedEvent parked(String name, long position) {
        return jdbc.sql(SELECTED + "and position = :position")
                .param("reaction", reaction(name).name())
                .param("position", position)
                .query((row, _) -> event(row, stored(position)))
                .optional()
                .orElseThrow(() -> notParked(position));
    }

    /** Gives the event to its reaction again. */
    public Redriven redrive(String name, long position, Act act) {
        var letter = parked(name, position);
        try {
            reaction(name).react(List.of(stored(position)));
        } catch (RuntimeException e) {
            return new Redriven(0, 1, e.toString());
        }
        remove(name, letter, act, "redrive", null);
        return new Redriven(1, 0, null);
    }

    /** Gives the event up for this reaction. */
    public void drop(String name, long position, Act act) {
        var letter = parked(name, position);
        remove(name, letter, act, "drop", letter.reason());
    }

    private void remove(String name, ParkedEvent letter, Act act, String action, @Nullable String detail) {
        transaction.executeWithoutResult(_ -> {
            var gone = jdbc.sql(
                            "delete from query.stream_dead_letter where reaction = :reaction and position = :position")
                    .param("reaction", reaction(name).name())
                    .param("position", letter.position())
                    .update();
            if (gone == 0) {
                throw notParked(letter.position());
            }
            template.execute((Connection connection) -> {
                Operations.add(
                        connection,
                        name,
                        action,
                        act,
                        letter.position(),
                        letter.tenantId(),
                        letter.aggregateId(),
                        detail);
                return true;
            });
        });
    }

    private EventLog.Stored stored(long position) {
        return events.after(position - 1, 1).stream()
                .filter(event -> event.position() == position)
                .findFirst()
                .orElseThrow(() -> notParked(position));
    }

    private Reaction reaction(String name) {
        return reactions.stream()
                .filter(reaction -> name.equals(PREFIX + reaction.name()))
                .findFirst()
                .orElseThrow(() -> new OperationRefused(Kind.UNKNOWN, "There is no reaction " + name + "."));
    }

    private Standing standing(String reaction) {
        return new Standing(
                PREFIX + reaction,
                jdbc.sql("select count(*) from query.stream_dead_letter where reaction = :reaction")
                        .param("reaction", reaction)
                        .query(Long.class)
                        .single());
    }

    private static ParkedEvent event(ResultSet row, EventLog.@Nullable Stored stored) throws SQLException {
        return new ParkedEvent(
                PREFIX + row.getString("reaction"),
                row.getLong("position"),
                row.getString("tenant_id"),
                row.getString("aggregate_id"),
                row.getString("event_type"),
                row.getString("error"),
                null,
                0,
                Cells.instant(row, "parked_at"),
                stored == null ? null : EventJson.mapper().readValue(stored.payload(), Object.class),
                stored == null ? null : EventJson.mapper().readValue(stored.metadata(), Object.class));
    }

    private static OperationRefused notParked(long position) {
        return new OperationRefused(Kind.UNKNOWN, "No event at position " + position + " is parked.");
    }
}
