package io.ottla.broker.handler;

/** Authorized operations as the schemas tell them, one bit each. */
public final class Operations {
    /** The schema's word for "was not asked". */
    public static final int NOT_ASKED = Integer.MIN_VALUE;

    /** All that exist for a topic: without an authorizer everything is allowed. */
    public static final int ALL_OF_TOPIC = 3576;

    /** All that exist for the cluster: without an authorizer everything is allowed. */
    public static final int ALL_OF_CLUSTER = 8096;

    /** All that exist for a group: without an authorizer everything is allowed. */
    public static final int ALL_OF_GROUP = 3400;

    private Operations() {}
}
