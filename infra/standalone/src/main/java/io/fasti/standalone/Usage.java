package io.fasti.standalone;

import io.fasti.embedded.StartFailed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the command line may say; everything else is told by the environment. */
final class Usage {

    private static final String HELP = """
            Fasti, an event-sourced identity service.

              java -jar fasti.jar                     both services, with PostgreSQL and Kafka of their own
              java -jar fasti.jar --service=command   only what changes something, on given servers
              java -jar fasti.jar --service=query     only what reads or reacts, on given servers
              java -jar fasti.jar --version

            Environment, with defaults:
              FASTI_PORT                   8080       0 takes a free one, and says which
              FASTI_MANAGEMENT_PORT        8081       health and metrics, on the loopback address only
              FASTI_DATA                   ./.fasti   everything that is kept on this machine
              FASTI_BOOTSTRAP_TENANT       acme-corp  the tenant that is there from the start
              FASTI_BOOTSTRAP_KEY                     its admin key, instead of a generated one: sk_live_...
              FASTI_OPERATOR_KEY                      the operator's key, likewise
              FASTI_MASTER_KEY                        32 bytes in base64; generated into the data folder
              FASTI_POSTGRES_URL, _USER, _PASSWORD    use this PostgreSQL: jdbc:postgresql://host:5432/fasti
              FASTI_KAFKA_BOOTSTRAP                   use this Kafka: host:9092
              FASTI_QUERY_URL                         where the query service answers, for --service=command
              FASTI_DEFAULT_TENANT                    whose the paths without a tenant are
              FASTI_ALLOW_PRIVATE_TARGETS  false      webhooks may go to private addresses: for development
            """;

    private Usage() {}

    /** Answers what needs no start; what the arguments say otherwise goes into the environment. */
    static boolean answers(List<String> arguments, Map<String, String> environment) {
        for (String argument : arguments) {
            if (argument.equals("--help") || argument.equals("-h")) {
                System.out.print(HELP);
                return true;
            }
            if (argument.equals("--version")) {
                System.out.println("Fasti " + version());
                return true;
            }
            if (argument.startsWith("--service=")) {
                environment.put("FASTI_SERVICE", argument.substring("--service=".length()));
                continue;
            }
            throw new StartFailed("There is no option %s; see --help.".formatted(argument));
        }
        return false;
    }

    static String version() {
        return Optional.ofNullable(Usage.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }
}
