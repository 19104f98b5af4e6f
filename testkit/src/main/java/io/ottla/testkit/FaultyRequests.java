package io.ottla.testkit;

import io.ottla.broker.handler.Dispatcher;
import io.ottla.broker.net.Exchange;
import io.ottla.broker.net.FrameHandler;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.MalformedMessage;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between the network and the dispatcher, and lets {@link Faults} befall requests. On the loop of each connection; those that
 * are delayed are in a concurrent set, for connections have many loops and {@link #close} comes from outside.
 */
final class FaultyRequests implements FrameHandler {
    private final Faults faults;
    private final Dispatcher dispatcher;
    private final Set<Delayed> delayed = ConcurrentHashMap.newKeySet();

    FaultyRequests(Faults faults, Dispatcher dispatcher) {
        this.faults = faults;
        this.dispatcher = dispatcher;
    }

    @Override
    public void handle(Exchange exchange) {
        for (var fault : faults.active()) {
            if (fault.takes(exchange.frame())) {
                fault.befall(exchange, this);
                return;
            }
        }
        dispatcher.handle(exchange);
    }

    /** With faults about, strictly one after the other: what is delayed must not be overtaken. */
    @Override
    public boolean mayOverlap(short apiKey) {
        return faults.areNone() && dispatcher.mayOverlap(apiKey);
    }

    void serve(Exchange exchange) {
        dispatcher.handle(exchange);
    }

    void refuse(Exchange exchange, ErrorCode error) {
        dispatcher.refuse(exchange, error);
    }

    void serveLater(Exchange exchange, Duration delay) {
        exchange.hold();
        var one = new Delayed(exchange);
        delayed.add(one);
        exchange.loop().schedule(delay, one);
    }

    /** What is still delayed will not be served. */
    void close() {
        for (var one : delayed) {
            one.forget();
        }
    }

    /** A request whose time has not come. */
    private final class Delayed implements Runnable {
        private final Exchange exchange;

        Delayed(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void run() {
            if (!delayed.remove(this)) {
                return;
            }
            try {
                dispatcher.handle(exchange);
            } catch (MalformedMessage refused) {
                exchange.closeConnection("a malformed request: " + refused.getMessage());
            } finally {
                exchange.release();
            }
        }

        void forget() {
            if (delayed.remove(this)) {
                exchange.release();
            }
        }
    }
}
