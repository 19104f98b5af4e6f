package io.ottla.log.segment;

import io.ottla.log.disk.DiskFile;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open .log file and how many hold it: its segment once, and each slice being sent once. Closed by whoever lets go last,
 * so neither deletion nor a tidy-up breaks a transfer. Any thread; the count is the one thing here that several threads
 * write, and it is atomic.
 */
public final class OpenFile {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFile.class);
    private static final AtomicIntegerFieldUpdater<OpenFile> HOLDERS =
            AtomicIntegerFieldUpdater.newUpdater(OpenFile.class, "holders");

    private final DiskFile file;

    @SuppressWarnings("UnusedVariable") // through HOLDERS
    private volatile int holders = 1;

    OpenFile(DiskFile file) {
        this.file = file;
    }

    public DiskFile file() {
        return file;
    }

    /** One more holder; false if the file has been closed already. */
    public boolean retain() {
        while (true) {
            var now = HOLDERS.get(this);
            if (now == 0) {
                return false;
            }
            if (HOLDERS.compareAndSet(this, now, now + 1)) {
                return true;
            }
        }
    }

    /** Lets go; the last one closes the file. */
    public void release() {
        if (HOLDERS.decrementAndGet(this) == 0) {
            try {
                file.close();
            } catch (IOException e) {
                LOG.warn("Closing {} failed.", file, e);
            }
        }
    }

    /** Is nobody but the segment holding it? A hint: somebody may start to at any moment. */
    boolean isIdle() {
        return HOLDERS.get(this) == 1;
    }
}
