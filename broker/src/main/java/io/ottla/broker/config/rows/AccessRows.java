package io.ottla.broker.config.rows;

/** Who a client is and what it may do. Columns: see {@link io.ottla.broker.config.rows}. */
public final class AccessRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            authorizer.class.name string '' - low read-only without-effect:authorization
                What decides who may do what; nobody is refused anything without it.
            delegation.token.expiry.check.interval.ms long 3600000 >=1 low read-only without-effect:security
                How often it is looked for delegation tokens that have expired.
            delegation.token.expiry.time.ms long 86400000 >=1 medium read-only without-effect:security
                How long a delegation token is valid unless it is renewed.
            delegation.token.max.lifetime.ms long 604800000 >=1 medium read-only without-effect:security
                How long a delegation token can be renewed at all.
            delegation.token.secret.key password null - medium read-only without-effect:security
                The secret that delegation tokens are signed with, the same on all brokers.
            principal.builder.class class org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder - medium per-broker without-effect:security
                What makes the name of a user out of an authenticated connection.
            security.inter.broker.protocol string PLAINTEXT {PLAINTEXT,SSL,SASL_PLAINTEXT,SASL_SSL} medium read-only
                The protocol of the listener that brokers use among themselves, where inter.broker.listener.name is
                not set.
            security.providers string null - low read-only without-effect:security
                Factories of providers for the security library of Java, separated by commas.
            """;

    private AccessRows() {}
}
