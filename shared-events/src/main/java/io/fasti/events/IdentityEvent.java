package io.fasti.events;

/** Everything that happens in Fasti. The permitted interfaces are the streams, one per kind of aggregate. */
public sealed interface IdentityEvent
        permits ApiKeyEvent,
                GroupEvent,
                PermissionEvent,
                ResourceEvent,
                RoleEvent,
                TenantEvent,
                UserEvent,
                WebhookEvent {}
