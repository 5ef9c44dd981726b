package io.fasti.http.json;

import io.fasti.events.Change;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.UnwrapByDefault;
import jakarta.validation.valueextraction.ValueExtractor;

/**
 * Constraints on a {@link Change} hold for the new value, so {@code @NotNull Change<String>} means that the field cannot be
 * cleared. A field that is kept has nothing to check.
 */
@UnwrapByDefault
public final class ChangeExtractor implements ValueExtractor<Change<@ExtractedValue ?>> {
    @Override
    public void extractValues(Change<?> change, ValueReceiver receiver) {
        if (change instanceof Change.Set<?>(var value)) {
            receiver.value(null, value);
        }
    }
}
