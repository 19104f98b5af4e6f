package io.ottla.broker.config.rows;

/** SASL and Kerberos. Columns: see {@link io.ottla.broker.config.rows}. */
public final class SaslRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            connections.max.reauth.ms long 0 - medium read-only
                TO BE WRITTEN
            sasl.client.callback.handler.class class null - medium read-only
                TO BE WRITTEN
            sasl.enabled.mechanisms list GSSAPI unique-or-none medium per-broker
                TO BE WRITTEN
            sasl.jaas.config password null - medium per-broker
                TO BE WRITTEN
            sasl.kerberos.kinit.cmd string /usr/bin/kinit - medium per-broker
                TO BE WRITTEN
            sasl.kerberos.min.time.before.relogin long 60000 - medium per-broker
                TO BE WRITTEN
            sasl.kerberos.principal.to.local.rules list DEFAULT unique-or-none medium per-broker
                TO BE WRITTEN
            sasl.kerberos.service.name string null - medium per-broker
                TO BE WRITTEN
            sasl.kerberos.ticket.renew.jitter double 0.05 - medium per-broker
                TO BE WRITTEN
            sasl.kerberos.ticket.renew.window.factor double 0.8 - medium per-broker
                TO BE WRITTEN
            sasl.login.callback.handler.class class null - medium read-only
                TO BE WRITTEN
            sasl.login.class class null - medium read-only
                TO BE WRITTEN
            sasl.login.connect.timeout.ms int null - low read-only
                TO BE WRITTEN
            sasl.login.read.timeout.ms int null - low read-only
                TO BE WRITTEN
            sasl.login.refresh.buffer.seconds short 300 - medium per-broker
                TO BE WRITTEN
            sasl.login.refresh.min.period.seconds short 60 - medium per-broker
                TO BE WRITTEN
            sasl.login.refresh.window.factor double 0.8 - medium per-broker
                TO BE WRITTEN
            sasl.login.refresh.window.jitter double 0.05 - medium per-broker
                TO BE WRITTEN
            sasl.login.retry.backoff.max.ms long 10000 - low read-only
                TO BE WRITTEN
            sasl.login.retry.backoff.ms long 100 - low read-only
                TO BE WRITTEN
            sasl.mechanism.controller.protocol string GSSAPI - high read-only
                TO BE WRITTEN
            sasl.mechanism.inter.broker.protocol string GSSAPI - medium per-broker
                TO BE WRITTEN
            sasl.server.callback.handler.class class null - medium read-only
                TO BE WRITTEN
            sasl.server.max.receive.size int 524288 - medium read-only
                TO BE WRITTEN
            """;

    private SaslRows() {}
}
