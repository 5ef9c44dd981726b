package io.fasti.e2e;

import org.assertj.core.api.SoftAssertions;
import tools.jackson.databind.JsonNode;

/**
 * Compares an answer with the shape that the contract gives it: a name of types joined by bars, an array of one shape, or an
 * object of fields, where a name that ends in a question mark may be absent. What is there besides is no fault.
 */
final class LogtoShape {
    private LogtoShape() {}

    static void check(JsonNode value, JsonNode shape, String at, SoftAssertions softly) {
        if (shape.isString()) {
            var types = shape.asString();
            softly.assertThat(types.equals("any") || ("|" + types + "|").contains("|" + type(value) + "|"))
                    .as("%s is %s where %s is due: %s", at, type(value), types, value)
                    .isTrue();
        } else if (shape.isArray()) {
            softly.assertThat(value.isArray()).as("%s is a list: %s", at, value).isTrue();
            for (int i = 0; i < value.size(); i++) {
                check(value.path(i), shape.path(0), at + "/" + i, softly);
            }
        } else {
            softly.assertThat(value.isObject())
                    .as("%s is an object: %s", at, value)
                    .isTrue();
            shape.forEachEntry((field, inner) -> {
                var optional = field.endsWith("?");
                var name = optional ? field.substring(0, field.length() - 1) : field;
                if (value.has(name)) {
                    check(value.path(name), inner, at + "/" + name, softly);
                } else {
                    softly.assertThat(optional).as("%s/%s is there", at, name).isTrue();
                }
            });
        }
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case ARRAY -> "array";
            case OBJECT -> "object";
            default -> "nothing";
        };
    }
}
