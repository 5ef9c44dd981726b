package io.fasti.eventstore;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.fasti.events.Change;
import io.fasti.events.Identifier;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * States as JSON: the fields of the aggregate, private as they are. Which of a sealed type's states it is stands beside its
 * fields, and no other class can be named there.
 */
final class SnapshotJson {
    private static final JsonMapper MAPPER = EventJson.mapper()
            .rebuild()
            .changeDefaultVisibility(visibility -> visibility.withFieldVisibility(Visibility.ANY))
            .annotationIntrospector(AnnotationIntrospector.pair(
                    new SealedTypes(), EventJson.mapper().serializationConfig().getAnnotationIntrospector()))
            .build();

    private SnapshotJson() {}

    static JsonMapper mapper() {
        return MAPPER;
    }

    private static final class SealedTypes extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Version version() {
            return Version.unknownVersion();
        }

        @Override
        public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
            return annotated instanceof AnnotatedClass type && isState(type.getRawType())
                    ? JsonTypeInfo.Value.construct(
                            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "$is", null, false, true)
                    : null;
        }

        @Override
        public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
            return isState(annotated.getRawType())
                    ? Stream.of(annotated.getRawType().getPermittedSubclasses())
                            .map(state -> new NamedType(state, state.getSimpleName()))
                            .toList()
                    : null;
        }

        private static boolean isState(Class<?> type) {
            return type.isSealed() && type != Change.class && type != Identifier.class;
        }
    }
}
