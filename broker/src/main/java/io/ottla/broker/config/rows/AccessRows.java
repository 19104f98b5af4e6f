package io.ottla.broker.config.rows;

/** Who a client is and what it may do. Columns: see {@link io.ottla.broker.config.rows}. */
public final class AccessRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            authorizer.class.name string '' - low read-only
                TO BE WRITTEN
            delegation.token.expiry.check.interval.ms long 3600000 >=1 low read-only
                TO BE WRITTEN
            delegation.token.expiry.time.ms long 86400000 >=1 medium read-only
                TO BE WRITTEN
            delegation.token.max.lifetime.ms long 604800000 >=1 medium read-only
                TO BE WRITTEN
            delegation.token.secret.key password null - medium read-only
                TO BE WRITTEN
            principal.builder.class class org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder - medium per-broker
                TO BE WRITTEN
            security.inter.broker.protocol string PLAINTEXT {PLAINTEXT,SSL,SASL_PLAINTEXT,SASL_SSL} medium read-only
                TO BE WRITTEN
            security.providers string null - low read-only
                TO BE WRITTEN
            """;

    private AccessRows() {}
}
