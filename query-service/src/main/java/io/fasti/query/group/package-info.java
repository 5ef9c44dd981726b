/**
 * A group, its members and the roles that its members have through it. A deleted group is gone from every user at once:
 * whoever shows groups joins them here.
 */
@NullMarked
package io.fasti.query.group;

import org.jspecify.annotations.NullMarked;
