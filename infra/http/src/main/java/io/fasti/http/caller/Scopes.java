package io.fasti.http.caller;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The scopes that credentials can have, and the spellings they come in. */
public final class Scopes {
    /** Everything of a tenant in one word. Who has it has each of {@link #TENANT}, and the other way round. */
    public static final String ALL = "all";

    /** A tenant's: every scope but the operator's. */
    public static final List<String> TENANT = List.of(
            "admin:read",
            "admin:write",
            "admin:users",
            "admin:roles",
            "admin:groups",
            "admin:clients",
            "admin:webhooks",
            "admin:audit");

    /** Of keys that belong to no tenant. */
    public static final String OPERATOR = "operator";

    private static final String ADMIN = "admin";
    private static final Set<String> KNOWN = closed(Set.copyOf(TENANT));

    private Scopes() {}

    /**
     * The scopes in their one spelling and in order: {@code admin.read} is {@code admin:read}, {@code admin} is all of a
     * tenant as of now, {@code all} also what will be added.
     *
     * @throws Rejection INVALID_FIELD when one is not known
     */
    public static List<String> normalise(Collection<String> scopes) {
        var spelled = new TreeSet<String>();
        for (var scope : scopes) {
            var name = scope.trim().replace('.', ':');
            if (name.equals(ADMIN)) {
                spelled.addAll(TENANT);
            } else if (KNOWN.contains(name)) {
                spelled.add(name);
            } else {
                throw new Rejection(
                        ErrorCode.INVALID_FIELD,
                        "scopes",
                        "must be of " + ALL + ", " + ADMIN + ", " + String.join(", ", TENANT));
            }
        }
        return List.copyOf(spelled);
    }

    /** The scopes, and those that come with them. */
    static Set<String> closed(Set<String> scopes) {
        if (scopes.contains(ALL) || scopes.containsAll(TENANT)) {
            var closed = new HashSet<>(scopes);
            closed.addAll(TENANT);
            closed.add(ALL);
            return Set.copyOf(closed);
        }
        return Set.copyOf(scopes);
    }

    /** Whether whoever has the first scopes may hand out the others. */
    public static boolean contain(Set<String> had, Collection<String> wanted) {
        return had.containsAll(wanted) || had.contains(OPERATOR) && KNOWN.containsAll(wanted);
    }

    /** What is missing in the first to hand out the others. */
    public static Set<String> missing(Set<String> had, Collection<String> wanted) {
        var missing = new LinkedHashSet<>(wanted);
        missing.removeIf(scope -> contain(had, List.of(scope)));
        return missing;
    }

    /** The scopes that each alone suffice to read or to change things of an area. */
    public static List<String> sufficient(boolean change, Area area) {
        return switch (area) {
            case OPERATOR, TENANT, API_KEYS -> List.of(area.scope());
            default -> List.of(area.scope(), change ? "admin:write" : "admin:read");
        };
    }

    /** As the table has them. */
    public static String join(Collection<String> scopes) {
        return String.join(" ", scopes);
    }

    /** As the table has them. */
    public static Set<String> split(String joined) {
        return joined.isEmpty() ? Set.of() : Set.of(joined.split(" ", -1));
    }
}
