/**
 * A tenant owns users, roles, groups and keys, and shares nothing with other tenants.
 *
 * <p>Its slug is unique in the whole store and never changes. A new tenant has the system roles {@code admin} and
 * {@code viewer} from its first moment. A suspended tenant can be changed and resumed by the operator; its own callers are
 * refused before a command is sent, so no rule here asks for the status of another aggregate.
 */
@NullMarked
package io.fasti.command.tenant;

import org.jspecify.annotations.NullMarked;
