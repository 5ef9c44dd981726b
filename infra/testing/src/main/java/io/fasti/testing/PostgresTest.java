package io.fasti.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test against a real PostgreSQL: parameters of type {@link Database} and {@code javax.sql.DataSource}, of the
 * constructor or of any method, are one fresh database per (outermost) test class, dropped after its last test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(FreshDatabase.class)
public @interface PostgresTest {}
