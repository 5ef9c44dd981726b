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
              java -jar fasti.jar --prepare           make the starts of this jar on this machine quick, and end
              java -jar fasti.jar --version

            Environment:
            """;

    private Usage() {}

    /** Answers what needs no start; what the arguments say otherwise goes into the environment. */
    static boolean answers(List<String> arguments, Map<String, String> environment) {
        for (String argument : arguments) {
            if (argument.equals("--help") || argument.equals("-h")) {
                System.out.print(HELP + Variable.table());
                return true;
            }
            if (argument.equals("--version")) {
                System.out.println("Fasti " + version());
                return true;
            }
            if (argument.equals("--prepare")) {
                Preparation.now();
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
