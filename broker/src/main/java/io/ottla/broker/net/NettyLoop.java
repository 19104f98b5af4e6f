package io.ottla.broker.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.ottla.base.Loop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A loop that is an event loop of Netty. Safe to call from any thread, as {@link Loop} says. */
public final class NettyLoop implements Loop {
    private final EventLoop eventLoop;

    NettyLoop(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    @Override
    public void execute(Runnable task) {
        eventLoop.execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Future<?> scheduled = eventLoop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public boolean isInside() {
        return eventLoop.inEventLoop();
    }
}
