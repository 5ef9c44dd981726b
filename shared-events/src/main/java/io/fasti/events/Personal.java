package io.fasti.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Data about a person. It is stored under the key of the event's subject (the aggregate that the event belongs to), and
 * nobody can read it once that key is deleted: then texts decode as {@link #ERASED}, maps and lists as empty, anything
 * else as null.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Personal {
    String ERASED = "[erased]";
}
