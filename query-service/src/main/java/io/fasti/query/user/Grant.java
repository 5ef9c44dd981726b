package io.fasti.query.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fasti.query.platform.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A role or a permission that a user has, and every way in which they have it. */
public record Grant(
        String id, String slug, String name, @Nullable String description, List<Source> sources) {
    /**
     * One way of having it.
     *
     * @param type {@code direct}, {@code role} or {@code group}; the reference is that role or group
     * @param role for a permission through a group: the group's role that contains it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Source(
            String type,
            @Nullable String id,
            @Nullable String slug,
            @Nullable String name,
            @Nullable Reference role) {}
}
