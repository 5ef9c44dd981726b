package io.fasti.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The dialects of this service, by path. */
@Component
public class Dialects {
    private static final String TENANT = "/t/";

    private final List<Dialect> dialects;

    Dialects(List<Dialect> dialects) {
        this.dialects = List.copyOf(dialects);
    }

    public List<Dialect> all() {
        return dialects;
    }

    /** The dialect of a request's path, with or without {@code /t/{slug}}; the first one where none answers. */
    public Dialect at(@Nullable String path) {
        if (path != null) {
            var within = path;
            if (path.startsWith(TENANT)) {
                var slash = path.indexOf('/', TENANT.length());
                within = slash < 0 ? "/" : path.substring(slash);
            }
            for (var dialect : dialects) {
                if (dialect.answersAt(within)) {
                    return dialect;
                }
            }
        }
        return dialects.getFirst();
    }
}
