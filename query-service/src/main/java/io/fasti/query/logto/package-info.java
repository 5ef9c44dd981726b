/**
 * What Logto's Management API reads. A controller asks the features' queries and shows what they know as Logto spells it;
 * no rule and no SQL is in here, and nothing of another dialect.
 */
@NullMarked
package io.fasti.query.logto;

import org.jspecify.annotations.NullMarked;
