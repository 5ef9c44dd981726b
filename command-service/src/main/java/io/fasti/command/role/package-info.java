/**
 * A role names a set of permissions that can be granted to users and groups.
 *
 * <p>Its slug is unique within the tenant and never changes. System roles cannot be changed or deleted. A deleted role
 * never comes back; granting it is refused from its deletion on, and those who still hold it lose it soon after. Some roles are for applications
 * and never for people: that is said when they are made. Some are given to every user who is created after they were made
 * default.
 */
@NullMarked
package io.fasti.command.role;

import org.jspecify.annotations.NullMarked;
