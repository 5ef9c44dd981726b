package io.fasti.command;

import io.fasti.command.platform.Bootstrap;
import io.fasti.testing.Database;
import java.util.Base64;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The command service as it runs, on a database of its own, at a free port, with a tenant and an operator. */
public final class RunningService implements AutoCloseable {
    public static final String ADMIN_KEY = "sk_live_admin-key-of-the-tests-0123456789";
    public static final String OPERATOR_KEY = "sk_live_operator-key-of-the-tests-012345";
    public static final String TENANT = "acme-corp";

    private final ConfigurableApplicationContext context;

    public RunningService(Database database) {
        var properties = Stream.concat(
                        Stream.of(database.asProperties()),
                        Stream.of(
                                "fasti.master-key=" + Base64.getEncoder().encodeToString(new byte[32]),
                                "fasti.http.rate-limit.writes-per-minute=1000000",
                                "fasti.http.rate-limit.reads-per-minute=1000000",
                                "fasti.http.rate-limit.refusals-per-minute=1000000",
                                "server.port=0",
                                "management.server.port=0",
                                "spring.threads.virtual.enabled=true",
                                "logging.level.root=warn"))
                .toArray(String[]::new);
        context = new SpringApplicationBuilder(CommandService.class)
                .properties(properties)
                .run();
        context.getBean(Bootstrap.class).tenant(TENANT, ADMIN_KEY);
        context.getBean(Bootstrap.class).operator(OPERATOR_KEY);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
    }

    @Override
    public void close() {
        context.close();
    }
}
