package io.fasti.http.openapi;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.fasti.events.Change;
import io.fasti.events.Identifier;
import io.fasti.http.json.Description;
import io.fasti.http.json.EmailAddress;
import io.fasti.http.json.HttpUrl;
import io.fasti.http.json.Name;
import io.fasti.http.json.Phone;
import io.fasti.http.json.Slug;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON Schema of wire records, told from their components and constraints. */
final class JsonSchemas {
    private final Map<String, Object> components = new TreeMap<>();
    private final Set<String> prefixed;

    /** @param prefixed packages whose records have the package's name before their own, since dialects call things alike */
    JsonSchemas(Set<String> prefixed) {
        this.prefixed = Set.copyOf(prefixed);
    }

    /** The schemas of all records met so far, by name. */
    Map<String, Object> components() {
        return components;
    }

    Map<String, Object> of(AnnotatedType type) {
        var schema = plain(type);
        constrain(schema, type);
        return type.isAnnotationPresent(Nullable.class) ? nullable(schema) : schema;
    }

    Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            var raw = (Class<?>) generic.getRawType();
            var last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return container(raw, of(last));
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0]);
        }
        return type instanceof Class<?> known ? simple(known) : new LinkedHashMap<>();
    }

    /** Adds what the constraints on a type say. */
    private static void constrain(Map<String, Object> schema, AnnotatedElement element) {
        for (var annotation : element.getAnnotations()) {
            switch (annotation) {
                case Name _ -> bounds(schema, 1, 256);
                case Description _ -> bounds(schema, 0, 2000);
                case EmailAddress _ -> {
                    schema.put("format", "email");
                    schema.put("maxLength", 254);
                }
                case Slug _ -> schema.put("pattern", "^[a-z0-9][a-z0-9._:-]{0,127}$");
                case HttpUrl _ -> {
                    schema.put("format", "uri");
                    schema.put("maxLength", 2048);
                }
                case Phone _ -> schema.put("maxLength", 32);
                case Size size -> size(schema, size);
                case Min min -> schema.put("minimum", min.value());
                case Max max -> schema.put("maximum", max.value());
                default -> {}
            }
        }
    }

    private Map<String, Object> plain(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType generic) {
            var raw = (Class<?>) ((ParameterizedType) generic.getType()).getRawType();
            var arguments = generic.getAnnotatedActualTypeArguments();
            return container(raw, of(arguments[arguments.length - 1]));
        }
        return of(type.getType());
    }

    private static Map<String, Object> container(Class<?> raw, Map<String, Object> inner) {
        if (Change.class.isAssignableFrom(raw)) {
            return nullable(inner);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return schema("type", "array", "items", inner);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return schema("type", "object", "additionalProperties", inner);
        }
        return new LinkedHashMap<>();
    }

    private Map<String, Object> simple(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type) || Identifier.class.isAssignableFrom(type)) {
            return schema("type", "string");
        }
        if (type == Boolean.class || type == boolean.class) {
            return schema("type", "boolean");
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return schema("type", "integer");
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return schema("type", "number");
        }
        if (type == Instant.class) {
            return schema("type", "string", "format", "date-time");
        }
        if (type.isEnum()) {
            return schema(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
        }
        if (isRaw(type)) {
            return schema("type", "object");
        }
        return type.isRecord() ? reference(type) : new LinkedHashMap<>();
    }

    /** Whether it is a text that stands for a JSON object, which nobody describes further. */
    private static boolean isRaw(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(part -> part.getAccessor().isAnnotationPresent(JsonRawValue.class));
    }

    private Map<String, Object> reference(Class<?> type) {
        var owner = type.getEnclosingClass();
        var name = prefix(type)
                + (owner == null ? "" : owner.getSimpleName().replace("Controller", ""))
                + type.getSimpleName();
        if (!components.containsKey(name)) {
            components.put(name, Map.of());
            components.put(name, record(type));
        }
        return schema("$ref", "#/components/schemas/" + name);
    }

    private String prefix(Class<?> type) {
        var folder = type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
        return prefixed.contains(folder) ? folder.substring(0, 1).toUpperCase(Locale.ROOT) + folder.substring(1) : "";
    }

    private Map<String, Object> record(Class<?> type) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            var schema = of(component.getAnnotatedType());
            properties.put(component.getName(), schema);
            if (isRequired(component)) {
                required.add(component.getName());
            }
        }
        var schema = schema("type", "object", "properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static boolean isRequired(RecordComponent component) {
        return component.getType().isPrimitive()
                || component.getType() != Change.class
                        && List.of(NotNull.class, NotBlank.class, NotEmpty.class).stream()
                                .anyMatch(component.getAccessor()::isAnnotationPresent);
    }

    private static Map<String, Object> nullable(Map<String, Object> schema) {
        return schema.isEmpty() ? schema : schema("anyOf", List.of(schema, Map.of("type", "null")));
    }

    private static void bounds(Map<String, Object> schema, int least, int most) {
        if (least > 0) {
            schema.put("minLength", least);
        }
        schema.put("maxLength", most);
    }

    private static void size(Map<String, Object> schema, Size size) {
        var list = "array".equals(schema.get("type"));
        if (size.min() > 0) {
            schema.put(list ? "minItems" : "minLength", size.min());
        }
        if (size.max() < Integer.MAX_VALUE) {
            schema.put(list ? "maxItems" : "maxLength", size.max());
        }
    }

    private static Map<String, Object> schema(Object... namesAndValues) {
        var schema = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            schema.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return schema;
    }
}
