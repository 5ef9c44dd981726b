/**
 * Everything that changes something: one folder per aggregate with its commands, rules and directory rows, and one folder
 * per dialect with the routes that send them.
 *
 * <p>Nothing here answers a read. What a write shows is read back from the query side.
 */
@NullMarked
package io.fasti.command;

import org.jspecify.annotations.NullMarked;
