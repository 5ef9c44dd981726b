package io.fasti.http.json;

import io.fasti.eventstore.IdentityModule;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * The JSON of requests and answers: no value is taken for one of another type, no member twice, nothing nested deeper than
 * 100; members that nobody knows are ignored; answers have their null members.
 */
@Component
public class HttpJson {
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final JsonMapper mapper;

    HttpJson() {
        var constraints = StreamReadConstraints.builder().maxNestingDepth(100).build();
        var builder = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(new IdentityModule())
                .addModule(new StrictModule());
        for (var type : new LogicalType[] {
            LogicalType.Textual,
            LogicalType.Boolean,
            LogicalType.Integer,
            LogicalType.Float,
            LogicalType.DateTime,
            LogicalType.Enum,
            LogicalType.POJO,
            LogicalType.Collection,
            LogicalType.Map
        }) {
            builder.withCoercionConfig(type, config -> {
                for (var shape : CoercionInputShape.values()) {
                    var ofItsOwn = type == LogicalType.Collection && shape == CoercionInputShape.EmptyArray
                            || type == LogicalType.Float && shape == CoercionInputShape.Integer;
                    config.setCoercion(shape, ofItsOwn ? CoercionAction.TryConvert : CoercionAction.Fail);
                }
            });
        }
        mapper = builder.build();
    }

    public JsonMapper mapper() {
        return mapper;
    }

    public byte[] bytes(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    public String text(Object value) {
        return mapper.writeValueAsString(value);
    }

    /** The members of a JSON object. */
    public Map<String, Object> members(String text) {
        return mapper.readValue(text, MEMBERS);
    }
}
