package io.fasti.http.logto;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fasti.errors.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The body of a refusal. What could not be read at all has no code. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Refused(
        @Nullable String code,
        @Nullable Object data,
        @Nullable String details,
        String message) {
    private static final Pattern STEP = Pattern.compile("\\.|\\[|]\\.?");
    private static final Pattern TYPE = Pattern.compile("is required|must be an? .*|must be true or false");

    /** What is wrong with a field of the request, as Zod says it. */
    private record Issue(String code, List<Object> path, String message) {}

    private record Issues(List<Issue> issues, String name) {}

    static Refused of(Rejection rejection, HttpServletRequest request) {
        var code = rejection.code();
        var spelled = LogtoErrors.code(code);
        return switch (code) {
            case INVALID_FIELD -> invalid(spelled, new TreeMap<>(rejection.details()), request);
            case SEARCH_INVALID -> new Refused(spelled, Map.of(), null, code.message() + said(rejection));
            case MALFORMED_REQUEST, BODY_TOO_LARGE, URI_TOO_LONG, UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE ->
                new Refused(spelled, null, null, code.message() + said(rejection));
            case CREDENTIAL_KIND_UNKNOWN ->
                new Refused(spelled, Map.of("supportedTypes", List.of("Bearer")), null, code.message());
            case CREDENTIAL_UNKNOWN ->
                new Refused(spelled, Map.of("code", "ERR_JWS_INVALID", "name", "JWSInvalid"), null, code.message());
            default ->
                new Refused(
                        spelled,
                        rejection.details().isEmpty() ? null : new TreeMap<>(rejection.details()),
                        null,
                        code.message());
        };
    }

    private static Refused invalid(@Nullable String code, Map<String, String> faults, HttpServletRequest request) {
        var issues = new ArrayList<Issue>();
        var lines = new ArrayList<String>();
        faults.forEach((field, fault) -> {
            var kind = TYPE.matcher(fault).matches() ? "invalid_type" : "custom";
            issues.add(new Issue(kind, path(field), fault));
            lines.add("Error in key path \"%s\": (%s) %s".formatted(field, kind, fault));
        });
        return new Refused(
                code,
                new Issues(issues, "ZodError"),
                String.join("\n", lines),
                "The request " + part(faults, request) + " is invalid.");
    }

    /** {@code userIds[0].name} as {@code ["userIds", 0, "name"]}. */
    private static List<Object> path(String field) {
        return STEP.splitAsStream(field)
                .filter(step -> !step.isEmpty())
                .<Object>map(step -> step.chars().allMatch(Character::isDigit) && step.length() < 9
                        ? (Object) Integer.valueOf(step)
                        : step)
                .toList();
    }

    private static String part(Map<String, String> faults, HttpServletRequest request) {
        var query = "&" + request.getQueryString();
        if (faults.keySet().stream().anyMatch(field -> query.contains("&" + field + "="))) {
            return "query";
        }
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> "query";
            case "DELETE" -> "params";
            default -> "body";
        };
    }

    private static String said(Rejection rejection) {
        return new TreeMap<>(rejection.details())
                .entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", ", rejection.details().isEmpty() ? "" : " ", ""));
    }
}
