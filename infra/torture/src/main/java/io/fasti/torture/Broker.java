package io.fasti.torture;

import io.fasti.embedded.KafkaBroker;
import io.fasti.embedded.Storage;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Kafka as a process of its own, since one inside this process could not be killed. */
final class Broker {
    private static final String READY = "Kafka is ready at ";

    private Broker() {}

    /** Runs until it is killed; the argument is the folder of its data. */
    public static void main(String[] arguments) throws InterruptedException {
        var broker = KafkaBroker.start(Path.of(arguments[0]), Storage.DURABLE);
        System.out.println(READY + broker.bootstrapServers());
        new CountDownLatch(1).await();
    }

    static Program program(Path folder, Path log) {
        return new Program(
                "Kafka",
                Program.java(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Broker.class.getName(),
                        folder.toString()),
                java.util.Map.of(),
                line -> line.startsWith(READY),
                log);
    }
}
