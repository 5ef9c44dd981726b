/**
 * What a deleted role, permission or group leaves behind is taken away here, in small steps.
 *
 * <p>The deletion itself counts at once, for whoever looks: these automations only tidy up the streams of those who still
 * held it. They can be stopped at any moment and go on where they were, and one node at a time works.
 */
@NullMarked
package io.fasti.command.sweep;

import org.jspecify.annotations.NullMarked;
