package io.fasti.http.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Texts without control characters, instants only in ISO 8601. */
final class StrictModule extends SimpleModule {
    private static final long serialVersionUID = 1L;
    private static final String UNCLEAN = "must not have control characters";

    StrictModule() {
        super("strict");
        addDeserializer(String.class, new Text());
        addKeyDeserializer(String.class, new Key());
        addDeserializer(Instant.class, new Time());
    }

    private static final class Text extends StdScalarDeserializer<String> {
        Text() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            var text = parser.getString();
            if (!Texts.clean(text, true)) {
                throw context.weirdStringException(text, String.class, UNCLEAN);
            }
            return text;
        }
    }

    private static final class Key extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            if (!Texts.clean(key, false)) {
                throw context.weirdStringException(key, String.class, UNCLEAN);
            }
            return key;
        }
    }

    private static final class Time extends StdScalarDeserializer<Instant> {
        Time() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            try {
                return OffsetDateTime.parse(parser.getString()).toInstant();
            } catch (DateTimeException _) {
                return (Instant) context.handleWeirdStringValue(
                        Instant.class, parser.getString(), "must be a time such as 2026-11-22T10:15:00Z");
            }
        }
    }
}
