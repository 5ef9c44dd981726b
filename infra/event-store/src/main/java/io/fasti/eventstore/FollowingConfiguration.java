package io.fasti.eventstore;

import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Hearing of commits, and applying them. */
@Configuration(proxyBeanMethods = false)
class FollowingConfiguration {
    @Bean
    CommitSignal commitSignal() {
        return new CommitSignal();
    }

    @Bean
    AppliedPositions positions() {
        return new AppliedPositions();
    }

    @Bean
    PostgresTail tail(
            DataSource dataSource,
            CommitSignal signal,
            AppliedPositions positions,
            EventStoreProperties properties,
            Schemas schemas) {
        return new PostgresTail(
                dataSource, signal, positions, properties.eventStore().poll());
    }

    @Bean
    ErasedSubjects erasedSubjects(Tail tail, SubjectKeys keys) {
        return new ErasedSubjects(tail, keys);
    }

    @Bean
    StaleStatistics staleStatistics(DataSource dataSource, Tail tail, Schemas schemas) {
        return new StaleStatistics(dataSource, tail, Duration.ofSeconds(5));
    }

    @Bean
    PostgresEventLog eventLog(DataSource dataSource, Opener opener) {
        return new PostgresEventLog(dataSource, opener);
    }

    @Bean
    Follower follower(
            DataSource dataSource,
            Opener opener,
            ObjectProvider<ReadModel<?>> models,
            Tail tail,
            AppliedPositions positions,
            EventStoreProperties properties,
            Schemas schemas) {
        var store = properties.eventStore();
        return new Follower(
                dataSource,
                opener,
                List.copyOf(models.orderedStream().toList()),
                tail,
                positions,
                store.poll(),
                store.page());
    }

    @Bean
    FollowerProcessor followerProcessor(Follower follower) {
        return new FollowerProcessor(follower);
    }

    @Bean
    Rebuilds rebuilds(
            DataSource dataSource,
            Opener opener,
            ObjectProvider<ReadModel<?>> models,
            EventStoreProperties properties,
            Schemas schemas) {
        return new Rebuilds(
                dataSource, opener, List.copyOf(models.orderedStream().toList()), properties.eventStore());
    }

    @Bean
    Projections projections(
            DataSource dataSource, Opener opener, ObjectProvider<ReadModel<?>> models, Schemas schemas) {
        return new Projections(
                dataSource, opener, List.copyOf(models.orderedStream().toList()));
    }

    @Bean
    LeavesNothing leavesNothing(Opener opener, ObjectProvider<ReadModel<?>> models) {
        return new LeavesNothing(opener, List.copyOf(models.orderedStream().toList()));
    }

    @Bean
    EventHistory eventHistory(DataSource dataSource, Schemas schemas) {
        return new PostgresEventHistory(JdbcClient.create(dataSource));
    }
}
