package io.fasti.http;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.caller.Area;
import io.fasti.http.openapi.DialectSchemas;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
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

    /** Whether paths without {@code /t/{slug}} are the default tenant's; if not, they are the credential's own tenant's. */
    boolean isOfDefaultTenant();

    /** Whether a call needs no credential; its path is without {@code /t/{slug}}. */
    boolean isOpen(String method, String path);

    /** The scopes that each alone suffice to read or to change things of an area. */
    List<String> scopes(boolean change, Area area);

    /** Whether a change without a body is as good as one with an empty object. */
    boolean takesNoBody();

    /** An id for a request that brings none of its own. */
    String newRequestId();

    /** Headers of every answer. */
    Map<String, String> standing(String requestId);

    /** @param data the JSON of what was found */
    Answer found(Found found, byte[] data);

    Answer listed(Listed listed, HttpServletRequest request);

    /** @param data the JSON of the resource, or of what is known of it; null when the change shows nothing */
    Answer written(Outcome outcome, byte @Nullable [] data);

    /** Whether what was created is announced in {@code Location}. */
    boolean tellsLocation();

    Answer refused(Rejection rejection, HttpServletRequest request);

    int status(ErrorCode code);

    /** How the description of the routes describes all this. */
    DialectSchemas schemas();

    /**
     * @param orWhole whether a caller who asks for no page gets {@link Paging#WHOLE}
     * @throws Rejection INVALID_FIELD or PAGING_INVALID
     */
    Paging paging(HttpServletRequest request, boolean orWhole);

    /**
     * @param names by what the list can be sorted; the first is the default
     * @throws Rejection INVALID_FIELD
     */
    Sort sort(HttpServletRequest request, String[] names);
}
