package io.fasti.http.logto;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a {@link io.fasti.http.Search} argument: the fields that the list can be searched by, as clients spell them. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface SearchedBy {
    String[] value();
}
