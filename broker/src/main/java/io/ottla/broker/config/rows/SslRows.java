package io.ottla.broker.config.rows;

/** TLS. Columns: see {@link io.ottla.broker.config.rows}. */
public final class SslRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            ssl.allow.dn.changes boolean false - low read-only
                TO BE WRITTEN
            ssl.allow.san.changes boolean false - low read-only
                TO BE WRITTEN
            ssl.cipher.suites list '' unique-or-none medium per-broker
                TO BE WRITTEN
            ssl.client.auth string none {required,requested,none} medium per-broker
                TO BE WRITTEN
            ssl.enabled.protocols list TLSv1.2,TLSv1.3 unique-or-none medium per-broker
                TO BE WRITTEN
            ssl.endpoint.identification.algorithm string https - low per-broker
                TO BE WRITTEN
            ssl.engine.factory.class class null - low per-broker
                TO BE WRITTEN
            ssl.key.password password null - medium per-broker
                TO BE WRITTEN
            ssl.keymanager.algorithm string SunX509 - medium per-broker
                TO BE WRITTEN
            ssl.keystore.certificate.chain password null - medium per-broker
                TO BE WRITTEN
            ssl.keystore.key password null - medium per-broker
                TO BE WRITTEN
            ssl.keystore.location string null - medium per-broker
                TO BE WRITTEN
            ssl.keystore.password password null - medium per-broker
                TO BE WRITTEN
            ssl.keystore.type string JKS - medium per-broker
                TO BE WRITTEN
            ssl.principal.mapping.rules string DEFAULT - low read-only
                TO BE WRITTEN
            ssl.protocol string TLSv1.3 - medium per-broker
                TO BE WRITTEN
            ssl.provider string null - medium per-broker
                TO BE WRITTEN
            ssl.secure.random.implementation string null - low per-broker
                TO BE WRITTEN
            ssl.trustmanager.algorithm string PKIX - medium per-broker
                TO BE WRITTEN
            ssl.truststore.certificates password null - medium per-broker
                TO BE WRITTEN
            ssl.truststore.location string null - medium per-broker
                TO BE WRITTEN
            ssl.truststore.password password null - medium per-broker
                TO BE WRITTEN
            ssl.truststore.type string JKS - medium per-broker
                TO BE WRITTEN
            """;

    private SslRows() {}
}
