package io.fasti.eventstore;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fasti.events.Change;
import io.fasti.events.Identifier;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.KeyDeserializers;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * How ids and changes are written in JSON: an {@link Identifier} is its text, and a {@link Change} is an absent member
 * (keep), an explicit {@code null} (clear) or the new value.
 */
public final class IdentityModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    public IdentityModule() {
        super("fasti-identity");
        addSerializer(Identifier.class, new WriteIdentifier());
        addSerializer(Change.class, new WriteChange());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new Readers());
        context.addKeyDeserializers(new KeyReaders());
        var leaveOutKeep = JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS);
        context.configOverride(Change.class).setIncludeAsProperty(leaveOutKeep);
    }

    /** Makes ids of one type from their text. */
    static MethodHandle canonicalConstructor(Class<?> identifier) {
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(identifier, MethodType.methodType(void.class, String.class))
                    .asType(MethodType.methodType(Object.class, String.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(identifier + " is not a public record of one text", e);
        }
    }

    private static Object identifier(MethodHandle constructor, String text) {
        try {
            return constructor.invokeExact(text);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static boolean isIdentifier(Class<?> type) {
        return type.isRecord() && Identifier.class.isAssignableFrom(type);
    }

    private static final class WriteIdentifier extends StdSerializer<Identifier> {
        WriteIdentifier() {
            super(Identifier.class);
        }

        @Override
        public void serialize(Identifier value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(value.value());
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class WriteChange extends StdSerializer<Change> {
        WriteChange() {
            super(Change.class);
        }

        @Override
        public boolean isEmpty(SerializationContext context, Change value) {
            return value.isKept();
        }

        @Override
        public void serialize(Change value, JsonGenerator generator, SerializationContext context) {
            switch ((Change<?>) value) {
                case Change.Set<?>(var set) when set != null -> context.writeValue(generator, set);
                default -> generator.writeNull();
            }
        }
    }

    private static final class Readers extends SimpleDeserializers {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            if (type.hasRawClass(Change.class)) {
                return new ReadChange(type.containedTypeOrUnknown(0), null);
            }
            return isIdentifier(type.getRawClass()) ? new ReadIdentifier(type.getRawClass()) : null;
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return type == Change.class || isIdentifier(type);
        }
    }

    private static final class KeyReaders implements KeyDeserializers {
        @Override
        public @Nullable KeyDeserializer findKeyDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            if (!isIdentifier(type.getRawClass())) {
                return null;
            }
            var constructor = canonicalConstructor(type.getRawClass());
            return new KeyDeserializer() {
                @Override
                public Object deserializeKey(String key, DeserializationContext context) {
                    return identifier(constructor, key);
                }
            };
        }
    }

    private static final class ReadIdentifier extends ValueDeserializer<Object> {
        private final Class<?> type;
        private final MethodHandle constructor;

        ReadIdentifier(Class<?> type) {
            this.type = type;
            this.constructor = canonicalConstructor(type);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return context.handleUnexpectedToken(type, parser);
            }
            return identifier(constructor, parser.getString());
        }
    }

    private static final class ReadChange extends ValueDeserializer<Change<?>> {
        private final JavaType content;
        private final @Nullable ValueDeserializer<Object> reader;

        ReadChange(JavaType content, @Nullable ValueDeserializer<Object> reader) {
            this.content = content;
            this.reader = reader;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            return new ReadChange(content, context.findContextualValueDeserializer(content, property));
        }

        @Override
        public Change<?> deserialize(JsonParser parser, DeserializationContext context) {
            var contextual = reader == null ? context.findRootValueDeserializer(content) : reader;
            return Change.to(contextual.deserialize(parser, context));
        }

        @Override
        public Change<?> getNullValue(DeserializationContext context) {
            return Change.to(null);
        }

        @Override
        public Change<?> getAbsentValue(DeserializationContext context) {
            return Change.keep();
        }
    }
}
