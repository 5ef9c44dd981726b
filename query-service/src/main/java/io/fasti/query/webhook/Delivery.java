package io.fasti.query.webhook;

/**
 * One event that has to be sent to one webhook.
 *
 * @param eventName what the webhook calls it
 * @param attempts how many were made
 */
record Delivery(String tenantId, String webhookId, String eventId, long position, String eventName, int attempts) {}
