package io.ottla.broker.config.rows;

/** SASL with OAuth bearer tokens. Columns: see {@link io.ottla.broker.config.rows}. */
public final class OauthRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            sasl.oauthbearer.assertion.algorithm string RS256 ~{ES256,RS256} medium read-only
                TO BE WRITTEN
            sasl.oauthbearer.assertion.claim.aud string null - medium read-only
                TO BE WRITTEN
            sasl.oauthbearer.assertion.claim.exp.seconds int 300 0..86400 low read-only
                TO BE WRITTEN
            sasl.oauthbearer.assertion.claim.iss string null - medium read-only
                TO BE WRITTEN
            sasl.oauthbearer.assertion.claim.jti.include boolean false - medium read-only
                TO BE WRITTEN
            sasl.oauthbearer.assertion.claim.nbf.seconds int 60 0..3600 low read-only
                TO BE WRITTEN
            sasl.oauthbearer.assertion.claim.sub string null - medium read-only
                TO BE WRITTEN
            sasl.oauthbearer.assertion.file string null - medium read-only
                TO BE WRITTEN
            sasl.oauthbearer.assertion.private.key.file string null - medium read-only
                TO BE WRITTEN
            sasl.oauthbearer.assertion.private.key.passphrase password null - medium read-only
                TO BE WRITTEN
            sasl.oauthbearer.assertion.template.file string null - medium read-only
                TO BE WRITTEN
            sasl.oauthbearer.client.credentials.client.id string null - medium read-only
                TO BE WRITTEN
            sasl.oauthbearer.client.credentials.client.secret password null - medium read-only
                TO BE WRITTEN
            sasl.oauthbearer.clock.skew.seconds int 30 - low read-only
                TO BE WRITTEN
            sasl.oauthbearer.expected.audience list '' unique-or-none high read-only
                TO BE WRITTEN
            sasl.oauthbearer.expected.issuer string null - high read-only
                TO BE WRITTEN
            sasl.oauthbearer.jwks.endpoint.refresh.ms long 3600000 - low read-only
                TO BE WRITTEN
            sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms long 10000 - low read-only
                TO BE WRITTEN
            sasl.oauthbearer.jwks.endpoint.retry.backoff.ms long 100 - low read-only
                TO BE WRITTEN
            sasl.oauthbearer.jwks.endpoint.url string null - medium read-only
                TO BE WRITTEN
            sasl.oauthbearer.jwt.retriever.class class org.apache.kafka.common.security.oauthbearer.DefaultJwtRetriever - medium read-only
                TO BE WRITTEN
            sasl.oauthbearer.jwt.validator.class class org.apache.kafka.common.security.oauthbearer.DefaultJwtValidator - medium read-only
                TO BE WRITTEN
            sasl.oauthbearer.scope string null - medium read-only
                TO BE WRITTEN
            sasl.oauthbearer.scope.claim.name string scope - low read-only
                TO BE WRITTEN
            sasl.oauthbearer.sub.claim.name string sub - low read-only
                TO BE WRITTEN
            sasl.oauthbearer.token.endpoint.url string null - medium read-only
                TO BE WRITTEN
            """;

    private OauthRows() {}
}
