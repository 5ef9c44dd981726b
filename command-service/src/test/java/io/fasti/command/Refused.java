package io.fasti.command;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.util.Map;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;

/** The very refusal that a rule gives. */
public final class Refused {
    private Refused() {}

    public static Matcher<Rejection> with(ErrorCode code) {
        return new CustomTypeSafeMatcher<>("refused with " + code) {
            @Override
            protected boolean matchesSafely(Rejection rejection) {
                return rejection.code() == code;
            }
        };
    }

    public static Matcher<Rejection> with(ErrorCode code, String field, String fault) {
        return new CustomTypeSafeMatcher<>("refused with " + code + " " + Map.of(field, fault)) {
            @Override
            protected boolean matchesSafely(Rejection rejection) {
                return rejection.code() == code && rejection.details().equals(Map.of(field, fault));
            }
        };
    }
}
