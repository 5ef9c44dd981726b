/**
 * An API resource is something that applications ask access tokens for, named by its indicator, which is unique within the
 * tenant; permissions are the scopes of one.
 *
 * <p>Every tenant has one resource that is built in, from its beginning: permissions that name no other belong to it. Nothing
 * about a resource can be changed yet.
 */
@NullMarked
package io.fasti.command.resource;

import org.jspecify.annotations.NullMarked;
