package io.fasti.eventstore;

import io.fasti.events.Change;
import io.fasti.events.IdentityEvent;
import io.fasti.events.Personal;
import io.fasti.events.Sealed;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;

/** How an event's record is taken apart and put together: looked up by reflection once, then by method handles. */
final class EventForm {
    enum Secrecy {
        OPEN,
        PERSONAL,
        SEALED
    }

    /**
     * @param absent what the field is when its member is missing
     * @param erased what the field is when it was personal and its subject was erased
     */
    record Field(
            String name,
            int index,
            Class<?> type,
            Secrecy secrecy,
            MethodHandle get,
            ObjectReader reader,
            @Nullable Object absent,
            @Nullable Object erased) {
        boolean isChange() {
            return type == Change.class;
        }

        @Nullable
        Object of(IdentityEvent event) {
            try {
                return get.invokeExact((Object) event);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final Map<Class<?>, EventForm> KNOWN = new ConcurrentHashMap<>();

    private final MethodHandle constructor;
    private final List<Field> fields;
    private final Map<String, Field> byName;
    private final boolean personal;

    private EventForm(Class<?> type) {
        var components = type.getRecordComponents();
        var lookup = MethodHandles.publicLookup();
        try {
            this.constructor = lookup.findConstructor(
                            type,
                            MethodType.methodType(
                                    void.class,
                                    Arrays.stream(components)
                                            .map(RecordComponent::getType)
                                            .toArray(Class<?>[]::new)))
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(IdentityEvent.class, Object[].class));
            var all = new Field[components.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = field(lookup, components[i], i);
            }
            this.fields = List.of(all);
        } catch (IllegalAccessException | NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " is not a public record", e);
        }
        this.byName = new HashMap<>();
        fields.forEach(field -> byName.put(field.name(), field));
        this.personal = fields.stream().anyMatch(field -> field.secrecy() == Secrecy.PERSONAL);
    }

    static EventForm of(Class<?> type) {
        var known = KNOWN.get(type);
        return known != null ? known : KNOWN.computeIfAbsent(type, EventForm::new);
    }

    List<Field> fields() {
        return fields;
    }

    @Nullable
    Field field(String name) {
        return byName.get(name);
    }

    /** Whether it may hold data about a person. */
    boolean isPersonal() {
        return personal;
    }

    @Nullable
    Object[] absent() {
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields.get(i).absent();
        }
        return values;
    }

    IdentityEvent make(@Nullable Object[] values) {
        try {
            return (IdentityEvent) constructor.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field(MethodHandles.Lookup lookup, RecordComponent component, int index)
            throws IllegalAccessException {
        var type = EventJson.mapper().constructType(component.getGenericType());
        var secrecy = component.isAnnotationPresent(Personal.class)
                ? Secrecy.PERSONAL
                : component.isAnnotationPresent(Sealed.class) ? Secrecy.SEALED : Secrecy.OPEN;
        return new Field(
                component.getName(),
                index,
                component.getType(),
                secrecy,
                lookup.unreflect(component.getAccessor()).asType(MethodType.methodType(Object.class, Object.class)),
                EventJson.mapper().readerFor(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS),
                absent(component.getType()),
                erased(type));
    }

    private static @Nullable Object absent(Class<?> type) {
        if (type == Change.class) {
            return Change.keep();
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        return empty(type);
    }

    private static @Nullable Object erased(JavaType type) {
        if (type.hasRawClass(Change.class)) {
            return Change.to(erased(type.containedTypeOrUnknown(0)));
        }
        return type.hasRawClass(String.class) ? Personal.ERASED : absent(type.getRawClass());
    }

    private static @Nullable Object empty(Class<?> type) {
        if (type == List.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        return type == Set.class ? Set.of() : null;
    }
}
