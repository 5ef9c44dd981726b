package io.fasti.standalone;

import io.fasti.command.platform.Bootstrap;
import io.fasti.embedded.StartFailed;
import io.fasti.errors.Rejection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Starts everything in the order it is needed, says where it is, and stops it in the reverse order. */
public final class Fasti {

    private static final Instant BEGUN = Instant.now();

    private final Settings settings;
    private final Stop stop;

    private Fasti(Settings settings, Stop stop) {
        this.settings = settings;
        this.stop = stop;
    }

    public static void main(String[] arguments) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        Stop stop = new Stop();
        try {
            if (Usage.answers(List.of(arguments), environment)) {
                return;
            }
            Settings settings = Settings.of(environment);
            Settings.unknown(environment)
                    .forEach(name -> System.err.println("There is no setting " + name + "; it is ignored."));
            stop.atExit();
            // The servers begin before Spring has set up logging; what goes wrong with them is said anyway.
            LoggingSystem.get(Fasti.class.getClassLoader()).beforeInitialize();
            System.out.print(new Fasti(settings, stop).start());
            prepareTheNext(stop);
        } catch (Throwable failure) {
            if (!stop.begun()) {
                explain(failure);
            }
            System.exit(1);
        }
    }

    /** The next start is to be quicker. */
    private static void prepareTheNext(Stop stop) {
        if (QuickStart.isWanted()) {
            Prepared.ofThisProcess()
                    .filter(prepared -> !prepared.isReady())
                    .ifPresent(prepared -> stop.add(Preparation.inBackground(prepared)));
        }
    }

    private String start() {
        checkFree("FASTI_PORT", settings.port(), false);
        checkFree("FASTI_MANAGEMENT_PORT", settings.managementPort(), true);
        DataFolder folder = settings.keepsData() ? stop.add(DataFolder.lock(settings.data())) : null;
        MasterKey masterKey = masterKey(folder);
        Servers servers = stop.add(new Servers(settings, folder, this::say));
        ApplicationContext context = startSpring(servers, masterKey);
        Announcement announcement = new Announcement(
                BEGUN, settings, context.getEnvironment(), servers, masterKey, folder == null ? null : folder.path());
        return announcement.text(firstKeys(context));
    }

    private MasterKey masterKey(@Nullable DataFolder folder) {
        String given = settings.masterKey();
        if (given != null) {
            return MasterKey.given(given);
        }
        if (folder == null) {
            throw new StartFailed("FASTI_MASTER_KEY is not given.");
        }
        return MasterKey.keptIn(folder);
    }

    private ApplicationContext startSpring(Servers servers, MasterKey masterKey) {
        SpringApplication application = new SpringApplication(settings.service().sources());
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> {
            context.getEnvironment().getPropertySources().addFirst(late(servers));
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("environment", told(masterKey)));
            stop.add(context);
        });
        return application.run();
    }

    private Map<String, Object> told(MasterKey masterKey) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", settings.port());
        properties.put("management.server.port", settings.managementPort());
        properties.put("fasti.master-key", masterKey.base64());
        if (settings.previousMasterKey() != null) {
            properties.put("fasti.previous-master-key", settings.previousMasterKey());
        }
        properties.put("fasti.data", settings.data().toString());
        properties.put("fasti.webhook.allow-private-targets", settings.allowPrivateTargets());
        properties.put("fasti.http.default-tenant", settings.defaultTenant());
        if (settings.queryUrl() != null) {
            properties.put("fasti.http.read-back-url", settings.queryUrl());
        }
        return properties;
    }

    private LateProperties late(Servers servers) {
        Map<String, Supplier<String>> values = new HashMap<>();
        for (String name :
                List.of("spring.datasource.url", "spring.datasource.username", "spring.datasource.password")) {
            values.put(name, () -> servers.postgres().properties().getOrDefault(name, ""));
        }
        if (settings.service().needsKafka()) {
            for (String name : List.of("spring.kafka.bootstrap-servers", "fasti.kafka.bootstrap")) {
                values.put(name, () -> servers.kafka().properties().getOrDefault(name, ""));
            }
        }
        return new LateProperties(values);
    }

    private FirstKeys firstKeys(ApplicationContext context) {
        if (!settings.service().commands()) {
            return new FirstKeys(Optional.empty(), Optional.empty());
        }
        Bootstrap bootstrap = context.getBean(Bootstrap.class);
        bootstrap.builtInResources();
        return new FirstKeys(
                generated(
                        bootstrap.tenant(settings.bootstrapTenant(), settings.bootstrapKey()), settings.bootstrapKey()),
                generated(bootstrap.operator(settings.operatorKey()), settings.operatorKey()));
    }

    /** A key that was given is known already, and is not to appear in anybody's terminal. */
    private static Optional<String> generated(Optional<String> made, @Nullable String given) {
        return given == null ? made : Optional.empty();
    }

    private void say(String what) {
        if (!stop.begun()) {
            System.err.println(what);
        }
    }

    private static void checkFree(String variable, int port, boolean loopback) {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(
                    loopback
                            ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                            : new InetSocketAddress(port));
        } catch (IOException taken) {
            throw new StartFailed(
                    "Port %d cannot be used (%s): %s.".formatted(port, variable, taken.getMessage()), taken);
        }
    }

    /** One line for what an operator can mend; everything else is a fault of ours and needs its stack trace. */
    private static void explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case StartFailed known -> {
                    System.err.println(known.getMessage());
                    return;
                }
                case PortInUseException taken -> {
                    System.err.println("Port %d is already in use (FASTI_PORT, FASTI_MANAGEMENT_PORT)."
                            .formatted(taken.getPort()));
                    return;
                }
                case Rejection refused -> {
                    System.err.println("The first keys cannot be made: %s %s"
                            .formatted(refused.code().name().toLowerCase(Locale.ROOT), refused.details()));
                    return;
                }
                default -> {}
            }
        }
        System.err.println("Fasti could not start, and does not know why:");
        failure.printStackTrace(System.err);
    }

    record FirstKeys(Optional<String> admin, Optional<String> operator) {}
}
