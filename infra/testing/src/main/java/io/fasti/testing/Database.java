package io.fasti.testing;

import java.util.Locale;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of one's own on the tests' PostgreSQL: empty when it is given out. */
public record Database(String url, String user, String password) {

    /** Opens a new connection each time; wrap it in a pool where that matters. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** The properties that a Spring context needs to use this database. */
    public String[] asProperties() {
        return new String[] {
            "spring.datasource.url=" + url,
            "spring.datasource.username=" + user,
            "spring.datasource.password=" + password
        };
    }

    String name() {
        String path = url.substring(url.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }
}
