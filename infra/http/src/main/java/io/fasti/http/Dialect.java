package io.fasti.http;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.openapi.DialectSchemas;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * How one API asks and answers: its envelopes, its error form, its paging. Which dialect answers is told from the path
 * alone, so that even what the server refuses before it reads the request has the right form.
 */
public interface Dialect {
    /** {@code lumo} or {@code logto}. */
    String name();

    /** Whether it answers at a path, which is without {@code /t/{slug}}. */
    boolean answersAt(String path);

    /** The prefix of the dialect's paths, which the names of operations go without. */
    String base();

    /** @param data the JSON of what was found */
    Answer found(Found found, byte[] data);

    Answer listed(Listed listed, HttpServletRequest request);

    /** @param data the JSON of the resource, or of what is known of it; null when the change shows nothing */
    Answer written(Outcome outcome, byte @Nullable [] data);

    Answer refused(Rejection rejection);

    int status(ErrorCode code);

    /** How the description of the routes describes all this. */
    DialectSchemas schemas();

    /** @throws Rejection INVALID_FIELD */
    Paging paging(HttpServletRequest request);

    /**
     * @param names by what the list can be sorted; the first is the default
     * @throws Rejection INVALID_FIELD
     */
    Sort sort(HttpServletRequest request, String[] names);
}
