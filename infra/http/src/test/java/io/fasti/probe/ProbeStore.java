package io.fasti.probe;

import io.fasti.events.IdentityEvent;
import io.fasti.events.TenantId;
import io.fasti.eventstore.EventLog;
import io.fasti.eventstore.Keys;
import io.fasti.eventstore.Positions;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Tail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** A store that says what a test wants it to say. */
@Component
public class ProbeStore implements Tail, Positions, EventLog, Keys {
    private final List<Consumer<List<Heard>>> listeners = new CopyOnWriteArrayList<>();

    public volatile Duration silence = Duration.ZERO;
    public volatile long applied = 7;
    public volatile long head = 7;

    public void tell(String aggregateType, String eventType) {
        var heard = List.of(new Heard(head, "ten_acme", aggregateType, "key_1", eventType));
        listeners.forEach(listener -> listener.accept(heard));
    }

    @Override
    public void listen(Consumer<List<Heard>> listener) {
        listeners.add(listener);
    }

    @Override
    public long position() {
        return head;
    }

    @Override
    public Duration silence() {
        return silence;
    }

    @Override
    public long applied() {
        return applied;
    }

    @Override
    public boolean await(long position, Duration atMost) {
        return position <= applied;
    }

    @Override
    public List<Stored> after(long position, int limit) {
        return List.of();
    }

    @Override
    public List<Stored> last(TenantId tenantId, Collection<String> aggregateIds, Collection<String> eventTypes) {
        return List.of();
    }

    @Override
    public long head() {
        return head;
    }

    @Override
    public List<Recorded<IdentityEvent>> open(List<Stored> events) {
        return List.of();
    }

    @Override
    public String sealPersonal(TenantId tenantId, String subjectId, String text) {
        return seal(tenantId, text);
    }

    @Override
    public Optional<String> openPersonal(TenantId tenantId, String subjectId, String sealed) {
        return Optional.of(open(tenantId, sealed));
    }

    @Override
    public String seal(TenantId tenantId, String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String open(TenantId tenantId, String sealed) {
        return new String(Base64.getDecoder().decode(sealed), StandardCharsets.UTF_8);
    }

    @Override
    public void erase(TenantId tenantId, String subjectId) {
        // nothing is kept here
    }

    @Override
    public void forget(TenantId tenantId, String subjectId) {
        // nobody is remembered here
    }
}
