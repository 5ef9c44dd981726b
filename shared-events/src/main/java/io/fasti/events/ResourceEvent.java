package io.fasti.events;

/** What happens to an API resource. */
@Stream("resource")
public sealed interface ResourceEvent extends IdentityEvent {
    ResourceId resourceId();

    /** {@code builtIn} is the one that permissions belong to which name no other; every tenant has exactly one. */
    @EventType("resource.created")
    record ResourceCreated(ResourceId resourceId, String name, String indicator, boolean builtIn)
            implements ResourceEvent {}
}
