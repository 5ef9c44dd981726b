package io.fasti.query.stream;

import io.fasti.events.EventCatalogue;
import io.fasti.events.Personal;
import io.fasti.eventstore.EventLog.Stored;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Events that a reaction could not cope with, although everything it needs was there. They are put aside so that the others
 * need not wait for ever; the event itself stays in the store, where it can be given to the reaction again.
 */
@Component
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int ERROR_LENGTH = 2000;

    private final JdbcClient jdbc;

    DeadLetters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Throws only what another attempt can mend. What was put aside of a person tells nothing more once a later event erases
     * them: whoever parks their events is the one who meets that event, too.
     */
    void take(Reaction reaction, List<Stored> events) {
        reactOrPark(reaction, events);
        events.stream()
                .filter(event -> EventCatalogue.erases(event.eventType()))
                .forEach(event -> forget(reaction, event));
    }

    private void forget(Reaction reaction, Stored erasure) {
        jdbc.sql("""
                        update query.stream_dead_letter
                        set error = :erased
                        where tenant_id = :tenant
                            and reaction = :reaction
                            and aggregate_id = :aggregate
                        """)
                .param("erased", Personal.ERASED)
                .param("tenant", erasure.tenantId())
                .param("reaction", reaction.name())
                .param("aggregate", erasure.aggregateId())
                .update();
    }

    private void reactOrPark(Reaction reaction, List<Stored> events) {
        try {
            reaction.react(events);
        } catch (RuntimeException e) {
            if (passes(e)) {
                throw e;
            }
            if (events.size() == 1) {
                park(reaction, events.getFirst(), e);
            } else {
                events.forEach(event -> reactOrPark(reaction, List.of(event)));
            }
        }
    }

    /** Whether it is about the moment, not about the event: the database is away, or something else is late. */
    private static boolean passes(RuntimeException e) {
        return e instanceof Reaction.NotYet
                || e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || e instanceof NonTransientDataAccessResourceException
                || e instanceof TransactionException;
    }

    private void park(Reaction reaction, Stored event, RuntimeException e) {
        var error = e.toString();
        jdbc.sql("""
                        insert into query.stream_dead_letter
                            (tenant_id, reaction, position, aggregate_id, event_type, error)
                        values (:tenant, :reaction, :position, :aggregate, :type, :error)
                        on conflict do nothing
                        """)
                .param("tenant", event.tenantId())
                .param("reaction", reaction.name())
                .param("position", event.position())
                .param("aggregate", event.aggregateId())
                .param("type", event.eventType())
                .param("error", error.substring(0, Math.min(error.length(), ERROR_LENGTH)))
                .update();
        LOG.error(
                "{} could not cope with {} at position {} and put it aside",
                reaction.name(),
                event.eventType(),
                event.position(),
                e);
    }
}
