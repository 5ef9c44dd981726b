package io.fasti.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name and revision under which an event is stored and published. Java names may change, these may not. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {
    /** Lower case, dotted: {@code role.created}. */
    String value();

    /** Counts up when older samples need an upcaster; an added optional field needs none. */
    int revision() default 1;
}
