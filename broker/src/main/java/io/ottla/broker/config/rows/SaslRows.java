package io.ottla.broker.config.rows;

/** SASL and Kerberos. Columns: see {@link io.ottla.broker.config.rows}. */
public final class SaslRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            connections.max.reauth.ms long 0 - medium read-only without-effect:security
                A SASL connection must authenticate again within this time, or is closed; 0 for never.
            sasl.client.callback.handler.class class null - medium read-only without-effect:security
                A plug-in that supplies credentials where this node is a client.
            sasl.enabled.mechanisms list GSSAPI unique-or-none medium per-broker without-effect:security
                SASL mechanisms clients may use.
            sasl.jaas.config password null - medium per-broker without-effect:security
                The login of a listener and mechanism, in the format of JAAS files.
            sasl.kerberos.kinit.cmd string /usr/bin/kinit - medium per-broker without-effect:security
                The path of kinit.
            sasl.kerberos.min.time.before.relogin long 60000 - medium per-broker without-effect:security
                Shortest time in milliseconds between two logins with Kerberos.
            sasl.kerberos.principal.to.local.rules list DEFAULT unique-or-none medium per-broker without-effect:security
                How the name of a Kerberos principal becomes the name of a user; the first rule that fits is taken.
            sasl.kerberos.service.name string null - medium per-broker without-effect:security
                The name of Kafka's service in Kerberos.
            sasl.kerberos.ticket.renew.jitter double 0.05 - medium per-broker without-effect:security
                Share of the renewal time that is varied at random.
            sasl.kerberos.ticket.renew.window.factor double 0.8 - medium per-broker without-effect:security
                The part of a ticket's life after which it is renewed.
            sasl.login.callback.handler.class class null - medium read-only without-effect:security
                A plug-in that answers the questions of a login module.
            sasl.login.class class null - medium read-only without-effect:security
                A plug-in that does the login.
            sasl.login.connect.timeout.ms int null - low read-only without-effect:security
                How long a connection to an identity provider may take to be made.
            sasl.login.read.timeout.ms int null - low read-only without-effect:security
                How long an identity provider may take to answer.
            sasl.login.refresh.buffer.seconds short 300 - medium per-broker without-effect:security
                Seconds before a credential expires by which it is renewed.
            sasl.login.refresh.min.period.seconds short 60 - medium per-broker without-effect:security
                Shortest time in seconds a credential is used before it is renewed.
            sasl.login.refresh.window.factor double 0.8 - medium per-broker without-effect:security
                The part of a credential's life after which it is renewed.
            sasl.login.refresh.window.jitter double 0.05 - medium per-broker without-effect:security
                Share of the renewal time that is varied at random.
            sasl.login.retry.backoff.max.ms long 10000 - low read-only without-effect:security
                The longest wait between two attempts to reach an identity provider.
            sasl.login.retry.backoff.ms long 100 - low read-only without-effect:security
                The first wait between two attempts to reach an identity provider.
            sasl.mechanism.controller.protocol string GSSAPI - high read-only without-effect:security
                The SASL mechanism for connections to the controller.
            sasl.mechanism.inter.broker.protocol string GSSAPI - medium per-broker without-effect:security
                The SASL mechanism for connections between brokers.
            sasl.server.callback.handler.class class null - medium read-only without-effect:security
                A plug-in that checks credentials, for a listener and mechanism.
            sasl.server.max.receive.size int 524288 - medium read-only without-effect:security
                The largest request before a connection has authenticated, in bytes.
            """;

    private SaslRows() {}
}
