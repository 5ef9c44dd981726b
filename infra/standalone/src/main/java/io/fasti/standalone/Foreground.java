package io.fasti.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs Fasti as a child of Maven, in its foreground. Maven's own JVM may be older and would leave the child behind when
 * it is told to stop; this one passes the request on and waits until the child has stopped too.
 */
public final class Foreground {

    private static final int PATIENCE_SECONDS = 60;

    private Foreground() {}

    /** The first argument is a file that names a Java home, the others are the arguments of its {@code java}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        Path home = Path.of(Files.readString(Path.of(command.remove(0))).trim());
        command.add(0, home.resolve("bin").resolve("java").toString());
        Process fasti = new ProcessBuilder(command).inheritIO().start();
        Thread stop = new Thread(() -> stop(fasti));
        Runtime.getRuntime().addShutdownHook(stop);
        int code = fasti.waitFor();
        if (code != 0) {
            // Not an exception: Maven would bury the one line that Fasti said under twenty of its own.
            System.exit(code);
        }
        Runtime.getRuntime().removeShutdownHook(stop);
    }

    private static void stop(Process fasti) {
        fasti.destroy();
        try {
            if (!fasti.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                fasti.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
