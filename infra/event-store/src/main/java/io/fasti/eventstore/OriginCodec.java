package io.fasti.eventstore;

import io.fasti.events.Personal;
import io.fasti.eventstore.EventLog.Stored;
import io.fasti.eventstore.SubjectKeys.Subject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * Origins ⇄ the metadata of events. From where somebody acted is sealed: under the key of the acting user, or the tenant's
 * when no user acts.
 */
final class OriginCodec {
    private static final String IP = "ip";
    private static final String USER_AGENT = "userAgent";

    private final JsonMapper json = EventJson.mapper();
    private final SubjectKeys keys;

    OriginCodec(SubjectKeys keys) {
        this.keys = keys;
    }

    String encode(Origin origin, SealingKeys sealing) {
        var bytes = new ByteArrayOutputStream(256);
        try (var generator = json.createGenerator(bytes)) {
            generator.writeStartObject();
            origin.open().forEach(generator::writeStringProperty);
            if (origin.ip() != null || origin.userAgent() != null) {
                writeSealed(generator, origin, sealing);
            }
            generator.writeEndObject();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    Origin decode(Stored stored) {
        var members = new HashMap<String, String>();
        try (var parser = json.createParser(stored.metadata())) {
            parser.nextToken();
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case EventCodec.PERSONAL, EventCodec.SEALED -> open(parser, name, stored, members);
                    default -> members.put(name, parser.getString());
                }
            }
        }
        return new Origin(
                members.getOrDefault("actorType", "system"),
                members.getOrDefault("actorId", "fasti"),
                members.get("requestId"),
                members.get("correlationId"),
                members.get("causationId"),
                members.get(IP),
                members.get(USER_AGENT),
                members.get("dialect"),
                members.get("operation"));
    }

    private void writeSealed(JsonGenerator generator, Origin origin, SealingKeys sealing) {
        boolean isUser = origin.actorType().equals("user");
        generator.writeObjectPropertyStart(isUser ? EventCodec.PERSONAL : EventCodec.SEALED);
        if (isUser) {
            generator.writeStringProperty("subject", origin.actorId());
        }
        var key = isUser ? sealing.ofSubject(origin.actorId(), false) : sealing.ofTenant();
        if (key != null) {
            generator.writeBinaryProperty("data", Sealing.seal(key, context(origin.actorId()), plain(origin)));
        }
        generator.writeEndObject();
    }

    private byte[] plain(Origin origin) {
        var bytes = new ByteArrayOutputStream(128);
        try (var generator = json.createGenerator(bytes)) {
            generator.writeStartObject();
            if (origin.ip() != null) {
                generator.writeStringProperty(IP, origin.ip());
            }
            if (origin.userAgent() != null) {
                generator.writeStringProperty(USER_AGENT, origin.userAgent());
            }
            generator.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void open(JsonParser parser, String member, Stored stored, Map<String, String> members) {
        var box = EventCodec.Box.read(parser);
        var key = box.data == null ? null : key(box, member, stored);
        if (box.data == null || key == null) {
            members.put(IP, Personal.ERASED);
            members.put(USER_AGENT, Personal.ERASED);
            return;
        }
        try (var plain = json.createParser(Sealing.open(key, context(members.getOrDefault("actorId", "")), box.data))) {
            plain.nextToken();
            for (var name = plain.nextName(); name != null; name = plain.nextName()) {
                plain.nextToken();
                members.put(name, plain.getString());
            }
        }
    }

    private @Nullable SecretKey key(EventCodec.Box box, String member, Stored stored) {
        if (member.equals(EventCodec.SEALED)) {
            return keys.ofTenant(stored.tenantId());
        }
        var held = keys.find(new Subject(stored.tenantId(), box.subject(stored)));
        return held == null ? null : held.key();
    }

    private static String context(String actorId) {
        return actorId + " metadata";
    }
}
