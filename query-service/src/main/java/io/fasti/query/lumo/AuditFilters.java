package io.fasti.query.lumo;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.query.audit.AuditQueries;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters of the audit log in all the spellings that LumoAuth's documents, clients and servers use. */
final class AuditFilters {
    private static final Set<String> OUTCOMES = Set.of("success", "failure", "error");
    private static final int LONGEST = 256;

    private final Map<String, String> given;

    AuditFilters(Map<String, String> given) {
        this.given = given;
    }

    AuditQueries.Filter read() {
        return new AuditQueries.Filter(
                eventTypes(),
                any("actorId", "userId", "actor"),
                any("targetId", "target"),
                outcome(),
                time(false, "startDate", "from"),
                time(true, "endDate", "to"),
                any("search"));
    }

    private @Nullable Collection<String> eventTypes() {
        Collection<String> types = null;
        var action = any("action");
        if (action != null) {
            types = AuditVocabulary.ofAction(action);
        }
        var eventType = any("event_type", "eventType");
        if (eventType != null) {
            types = both(types, AuditVocabulary.ofAction(eventType));
        }
        var category = any("category");
        if (category != null) {
            types = both(types, AuditVocabulary.ofCategory(category));
        }
        return types;
    }

    private static Collection<String> both(@Nullable Collection<String> some, Collection<String> others) {
        if (some == null) {
            return others;
        }
        var both = new LinkedHashSet<>(some);
        both.retainAll(others);
        return both;
    }

    private @Nullable String outcome() {
        for (var name : new String[] {"outcome", "status"}) {
            var outcome = any(name);
            if (outcome != null) {
                if (!OUTCOMES.contains(outcome)) {
                    throw new Rejection(ErrorCode.INVALID_FIELD, name, "must be success, failure or error");
                }
                return outcome;
            }
        }
        return null;
    }

    /** A date as the end means all of that day. */
    private @Nullable Instant time(boolean end, String... names) {
        for (var name : names) {
            var text = any(name);
            if (text != null) {
                try {
                    return text.length() == "2026-11-22".length() ? day(text, end) : moment(text, end);
                } catch (DateTimeException _) {
                    throw new Rejection(ErrorCode.INVALID_FIELD, name, "must be a date or a time in ISO 8601");
                }
            }
        }
        return null;
    }

    private static Instant day(String text, boolean end) {
        var day = LocalDate.parse(text);
        return (end ? day.plusDays(1) : day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** What happened at that very moment is part of the range; the store counts microseconds. */
    private static Instant moment(String text, boolean end) {
        var moment = OffsetDateTime.parse(text).toInstant();
        return end ? moment.plusNanos(1000) : moment;
    }

    /** The first of these that is given and not empty. */
    private @Nullable String any(String... names) {
        for (var name : names) {
            var value = given.get(name);
            if (value != null && !value.isBlank()) {
                if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
                    throw new Rejection(ErrorCode.INVALID_FIELD, name, "must be at most 256 characters on one line");
                }
                return value.strip();
            }
        }
        return null;
    }
}
