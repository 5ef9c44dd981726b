package io.fasti.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.UserEvent;
import io.fasti.events.UserEvent.UserAttributesChanged;
import io.fasti.events.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CustomAttributesTest {
    private static final UserId ADA = new UserId("usr_1");

    @Test
    void merged_ones_keep_what_is_not_named_and_have_no_value_where_that_is_said() {
        var was = map("a", 1, "b", 2);
        assertThat(now(was, CustomAttributes.merge(ADA, was, map("b", null, "c", 3))))
                .isEqualTo(map("a", 1, "b", null, "c", 3));
    }

    @Test
    void replaced_ones_are_gone_unless_they_are_named() {
        var was = map("a", 1, "b", null, "c", 3);
        assertThat(now(was, CustomAttributes.replace(ADA, was, map("b", 2, "d", null))))
                .isEqualTo(map("b", 2, "d", null));
    }

    @Test
    void changed_ones_are_gone_when_their_value_is() {
        var was = map("a", 1, "b", null);
        assertThat(now(was, CustomAttributes.change(ADA, was, map("a", null, "b", null))))
                .isEmpty();
    }

    @Test
    void the_same_again_is_no_change() {
        var was = map("a", 1, "b", null);
        assertThat(CustomAttributes.merge(ADA, was, was)).isEmpty();
        assertThat(CustomAttributes.replace(ADA, was, was)).isEmpty();
        assertThat(CustomAttributes.change(ADA, was, map("a", 1, "c", null))).isEmpty();
    }

    private static Map<String, @Nullable Object> now(Map<String, @Nullable Object> was, List<UserEvent> events) {
        assertThat(events).hasSize(1);
        return CustomAttributes.after(was, (UserAttributesChanged) events.getFirst());
    }

    private static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
        var map = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
