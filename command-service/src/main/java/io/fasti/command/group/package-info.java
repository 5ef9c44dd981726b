/**
 * A group gives its roles to all its members. Who is a member is told by the streams of the users.
 *
 * <p>Its slug is unique within the tenant and may change. A deleted group never comes back; its members leave it soon after.
 */
@NullMarked
package io.fasti.command.group;

import org.jspecify.annotations.NullMarked;
