package io.fasti.eventstore;

import io.fasti.events.Change;
import io.fasti.events.EventCatalogue;
import io.fasti.events.Identifier;
import io.fasti.events.IdentityEvent;
import io.fasti.eventstore.EventForm.Field;
import io.fasti.eventstore.EventForm.Secrecy;
import io.fasti.eventstore.EventLog.Stored;
import io.fasti.eventstore.SubjectKeys.Subject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events ⇄ JSON. What is personal goes together into the member {@code $personal}, sealed under the subject's key; secrets of
 * the tenant into {@code $sealed}, under the tenant's:
 *
 * <pre>{@code {"userId":"usr_1","$personal":{"subject":"usr_1","fields":["email"],"data":"<base64>"},"active":true}}</pre>
 */
final class EventCodec {
    static final String PERSONAL = "$personal";
    static final String SEALED = "$sealed";
    static final String ERASED = "$erased";

    private final JsonMapper json = EventJson.mapper();
    private final SubjectKeys keys;
    private final Upcasting upcasting;

    EventCodec(SubjectKeys keys, Upcasting upcasting) {
        this.keys = keys;
        this.upcasting = upcasting;
    }

    /** @param isNew nothing of the aggregate has been stored before */
    String encode(IdentityEvent event, String aggregateId, boolean isNew, SealingKeys sealing) {
        var form = EventForm.of(event.getClass());
        var type = EventCatalogue.of(event.getClass()).name();
        var bytes = new ByteArrayOutputStream(512);
        try (var generator = json.createGenerator(bytes)) {
            generator.writeStartObject();
            form.fields().stream()
                    .filter(field -> field.secrecy() == Secrecy.OPEN)
                    .forEach(field -> write(generator, field, field.of(event)));
            var personal = held(form, event, Secrecy.PERSONAL);
            var sealed = held(form, event, Secrecy.SEALED);
            if (!personal.isEmpty()) {
                generator.writeObjectPropertyStart(PERSONAL);
                generator.writeStringProperty("subject", aggregateId);
                writeNames(generator, personal);
                var key = sealing.ofSubject(aggregateId, isNew);
                if (key != null) {
                    var plain = plain(event, personal);
                    generator.writeBinaryProperty("data", Sealing.seal(key, context(aggregateId, type), plain));
                }
                generator.writeEndObject();
            }
            if (!sealed.isEmpty()) {
                generator.writeObjectPropertyStart(SEALED);
                writeNames(generator, sealed);
                var plain = plain(event, sealed);
                generator.writeBinaryProperty(
                        "data", Sealing.seal(sealing.ofTenant(), context(aggregateId, type), plain));
                generator.writeEndObject();
            }
            generator.writeEndObject();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /**
     * @throws IllegalArgumentException when this release does not know the event
     * @throws RuntimeException when it cannot be read
     */
    IdentityEvent decode(Stored stored) {
        var entry = EventCatalogue.named(stored.eventType());
        if (entry == null || stored.revision() < entry.revision()) {
            var current = upcasting.upcast(stored, keys);
            entry = EventCatalogue.named(current.eventType());
            if (entry == null || current.revision() != entry.revision()) {
                throw new IllegalArgumentException("This release does not know " + current.eventType() + " revision "
                        + current.revision() + ", at position " + stored.position());
            }
            return read(current, EventForm.of(entry.type()));
        }
        if (stored.revision() > entry.revision()) {
            throw new IllegalArgumentException("This release knows " + stored.eventType() + " up to revision "
                    + entry.revision() + ", not " + stored.revision() + ", at position " + stored.position());
        }
        return read(stored, EventForm.of(entry.type()));
    }

    /** Reads at once the keys that these events are sealed under, so that decoding asks for none. */
    void loadKeys(List<Stored> events) {
        var subjects = new LinkedHashSet<Subject>();
        for (var stored : events) {
            if (stored.payload().contains("\"" + PERSONAL + "\"")) {
                subjects.add(new Subject(stored.tenantId(), stored.aggregateId()));
            }
        }
        keys.load(subjects);
    }

    private static String context(String aggregateId, String eventType) {
        return aggregateId + " " + eventType;
    }

    /** The fields of this secrecy that have something to hide. */
    private static List<Field> held(EventForm form, IdentityEvent event, Secrecy secrecy) {
        return form.fields().stream()
                .filter(field -> field.secrecy() == secrecy && holds(field.of(event)))
                .toList();
    }

    private static boolean holds(@Nullable Object value) {
        return value != null && !(value instanceof Change<?> change && change.isKept());
    }

    private static void writeNames(JsonGenerator generator, List<Field> fields) {
        generator.writeArrayPropertyStart("fields");
        fields.forEach(field -> generator.writeString(field.name()));
        generator.writeEndArray();
    }

    private byte[] plain(IdentityEvent event, List<Field> fields) {
        var bytes = new ByteArrayOutputStream(256);
        try (var generator = json.createGenerator(bytes)) {
            generator.writeStartObject();
            fields.forEach(field -> write(generator, field, field.of(event)));
            generator.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator generator, Field field, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Change.Keep<?> _ -> {}
            case Change.Set<?> set when set.value() == null -> generator.writeNullProperty(field.name());
            case String text -> generator.writeStringProperty(field.name(), text);
            case Identifier id -> generator.writeStringProperty(field.name(), id.value());
            case Boolean flag -> generator.writeBooleanProperty(field.name(), flag);
            default -> generator.writePOJOProperty(field.name(), value);
        }
    }

    private IdentityEvent read(Stored stored, EventForm form) {
        @Nullable Object[] values = form.absent();
        try (var parser = json.createParser(stored.payload())) {
            parser.nextToken();
            readFields(parser, form, values, stored);
        }
        return form.make(values);
    }

    private void readFields(JsonParser parser, EventForm form, @Nullable Object[] values, Stored stored) {
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            var token = parser.nextToken();
            var field = form.field(name);
            if (field != null) {
                values[field.index()] = value(parser, token, field);
            } else if (name.equals(PERSONAL)) {
                readPersonal(parser, form, values, stored);
            } else if (name.equals(SEALED)) {
                readSealed(parser, form, values, stored);
            } else if (name.equals(ERASED)) {
                erase(form, values, names(parser));
            } else {
                parser.skipChildren();
            }
        }
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token, Field field) {
        if (token == JsonToken.VALUE_NULL) {
            return field.isChange() ? Change.to(null) : field.absent();
        }
        return token == JsonToken.VALUE_STRING && field.type() == String.class
                ? parser.getString()
                : field.reader().readValue(parser);
    }

    private void readPersonal(JsonParser parser, EventForm form, @Nullable Object[] values, Stored stored) {
        var box = Box.read(parser);
        var held = box.data == null ? null : keys.find(new Subject(stored.tenantId(), box.subject(stored)));
        if (box.data == null || held == null || held.key() == null) {
            erase(form, values, box.fields);
        } else {
            var context = context(box.subject(stored), stored.eventType());
            readPlain(Sealing.open(held.key(), context, box.data), form, values, stored);
        }
    }

    private void readSealed(JsonParser parser, EventForm form, @Nullable Object[] values, Stored stored) {
        var box = Box.read(parser);
        if (box.data != null) {
            var context = context(stored.aggregateId(), stored.eventType());
            readPlain(Sealing.open(keys.ofTenant(stored.tenantId()), context, box.data), form, values, stored);
        }
    }

    private void readPlain(byte[] plain, EventForm form, @Nullable Object[] values, Stored stored) {
        try (var parser = json.createParser(plain)) {
            parser.nextToken();
            readFields(parser, form, values, stored);
        }
    }

    private static void erase(EventForm form, @Nullable Object[] values, Set<String> names) {
        for (var name : names) {
            var field = form.field(name);
            if (field != null) {
                values[field.index()] = field.erased();
            }
        }
    }

    private static Set<String> names(JsonParser parser) {
        var names = new LinkedHashSet<String>();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            names.add(parser.getString());
        }
        return names;
    }

    /** What a sealed member holds. */
    static final class Box {
        private @Nullable String subject;
        Set<String> fields = Set.of();
        byte @Nullable [] data;

        String subject(Stored stored) {
            return subject == null ? stored.aggregateId() : subject;
        }

        static Box read(JsonParser parser) {
            var box = new Box();
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "subject" -> box.subject = parser.getString();
                    case "fields" -> box.fields = names(parser);
                    case "data" -> box.data = parser.getBinaryValue();
                    default -> parser.skipChildren();
                }
            }
            return box;
        }
    }
}
