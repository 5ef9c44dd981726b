package io.fasti.eventstore.archive;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connections that break for good when one of them is about to do something for the n-th time. */
final class DyingSource extends DelegatingDataSource {
    private static final Set<String> COUNTED = Set.of("prepareStatement", "createStatement", "commit");

    private final AtomicInteger left;

    DyingSource(DataSource source, int steps) {
        super(source);
        this.left = new AtomicInteger(steps);
    }

    boolean isDead() {
        return left.get() <= 0;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (isDead()) {
            throw new SQLException("dead", "08001");
        }
        var real = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (COUNTED.contains(method.getName()) && left.decrementAndGet() <= 0) {
                        real.abort(Runnable::run);
                        throw new SQLException("killed", "08006");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
