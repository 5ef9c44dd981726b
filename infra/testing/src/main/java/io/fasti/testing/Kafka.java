package io.fasti.testing;

import io.fasti.embedded.KafkaBroker;
import io.fasti.embedded.Storage;
import java.nio.file.Path;
import org.testcontainers.kafka.KafkaContainer;

/** The tests' Kafka. Topics are shared by all tests of a JVM: name them after the test. */
public final class Kafka {

    private Kafka() {}

    public static String bootstrapServers() {
        return Broker.ADDRESS;
    }

    /** Starts when first asked for. */
    private static final class Broker {

        static final String ADDRESS = Setting.of("fasti.test.kafka.bootstrap")
                .orElseGet(() -> Setting.containers() ? contained() : embedded());

        private static String contained() {
            KafkaContainer container = new KafkaContainer("apache/kafka:4.2.1");
            container.start();
            return container.getBootstrapServers();
        }

        private static String embedded() {
            Path folder = Scratch.folder("kafka");
            KafkaBroker broker = KafkaBroker.start(folder, Storage.DISPOSABLE);
            Scratch.closeAtEnd(broker, folder);
            return broker.bootstrapServers();
        }
    }
}
