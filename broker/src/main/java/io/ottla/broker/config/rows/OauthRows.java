package io.ottla.broker.config.rows;

/** SASL with OAuth bearer tokens. Columns: see {@link io.ottla.broker.config.rows}. */
public final class OauthRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            sasl.oauthbearer.assertion.algorithm string RS256 ~{ES256,RS256} medium read-only without-effect:security
                The algorithm that signs assertions.
            sasl.oauthbearer.assertion.claim.aud string null - medium read-only without-effect:security
                The audience that assertions name.
            sasl.oauthbearer.assertion.claim.exp.seconds int 300 0..86400 low read-only without-effect:security
                Seconds until assertions expire.
            sasl.oauthbearer.assertion.claim.iss string null - medium read-only without-effect:security
                The issuer that assertions name.
            sasl.oauthbearer.assertion.claim.jti.include boolean false - medium read-only without-effect:security
                Do assertions carry an id of their own?
            sasl.oauthbearer.assertion.claim.nbf.seconds int 60 0..3600 low read-only without-effect:security
                Seconds in the past from which assertions are valid, for clocks that differ.
            sasl.oauthbearer.assertion.claim.sub string null - medium read-only without-effect:security
                The subject that assertions name.
            sasl.oauthbearer.assertion.file string null - medium read-only without-effect:security
                A file with an assertion made elsewhere.
            sasl.oauthbearer.assertion.private.key.file string null - medium read-only without-effect:security
                The file with the key that signs assertions.
            sasl.oauthbearer.assertion.private.key.passphrase password null - medium read-only without-effect:security
                The password of the key that signs assertions.
            sasl.oauthbearer.assertion.template.file string null - medium read-only without-effect:security
                A file with headers and claims for assertions.
            sasl.oauthbearer.client.credentials.client.id string null - medium read-only without-effect:security
                The client id shown to the identity provider.
            sasl.oauthbearer.client.credentials.client.secret password null - medium read-only without-effect:security
                The client secret shown to the identity provider.
            sasl.oauthbearer.clock.skew.seconds int 30 - low read-only without-effect:security
                Seconds by which the clocks of identity provider and broker may differ.
            sasl.oauthbearer.expected.audience list '' unique-or-none high read-only without-effect:security
                Audiences of which a token must name one.
            sasl.oauthbearer.expected.issuer string null - high read-only without-effect:security
                The issuer a token must name.
            sasl.oauthbearer.jwks.endpoint.refresh.ms long 3600000 - low read-only without-effect:security
                How often the keys of the identity provider are fetched again.
            sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms long 10000 - low read-only without-effect:security
                The longest wait between two attempts to fetch keys.
            sasl.oauthbearer.jwks.endpoint.retry.backoff.ms long 100 - low read-only without-effect:security
                The first wait between two attempts to fetch keys.
            sasl.oauthbearer.jwks.endpoint.url string null - medium read-only without-effect:security
                Where the keys of the identity provider are; http, https or file.
            sasl.oauthbearer.jwt.retriever.class class org.apache.kafka.common.security.oauthbearer.DefaultJwtRetriever - medium read-only without-effect:security
                A plug-in that fetches tokens.
            sasl.oauthbearer.jwt.validator.class class org.apache.kafka.common.security.oauthbearer.DefaultJwtValidator - medium read-only without-effect:security
                A plug-in that checks tokens.
            sasl.oauthbearer.scope string null - medium read-only without-effect:security
                The scope asked of the identity provider.
            sasl.oauthbearer.scope.claim.name string scope - low read-only without-effect:security
                The claim of a token that holds its scope.
            sasl.oauthbearer.sub.claim.name string sub - low read-only without-effect:security
                The claim of a token that holds its subject.
            sasl.oauthbearer.token.endpoint.url string null - medium read-only without-effect:security
                Where the identity provider gives tokens out.
            """;

    private OauthRows() {}
}
