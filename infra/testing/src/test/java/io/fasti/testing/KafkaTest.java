package io.fasti.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class KafkaTest {

    @Test
    void there_is_one_broker_for_all_tests() throws Exception {
        assertThat(Kafka.bootstrapServers()).isEqualTo(Kafka.bootstrapServers());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Kafka.bootstrapServers()))) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }
}
