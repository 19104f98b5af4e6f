package io.ottla.log.disk;

import io.ottla.base.OwnedBy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The batches of a turn that are waiting to be written, in order. Reused turn after turn. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
public final class Staging {
    /** After an unusually full turn the room is given back. */
    private static final int KEPT = 256;

    private ByteBuffer[] buffers = new ByteBuffer[4];
    private int count;

    public boolean isEmpty() {
        return count == 0;
    }

    /** Takes one more; it must not change until it is written. */
    public void add(ByteBuffer batches) {
        if (count == buffers.length) {
            buffers = Arrays.copyOf(buffers, count * 2);
        }
        buffers[count++] = batches;
    }

    /** Writes all to {@code file} with as few calls as possible, and lets go of the buffers whatever happens. */
    public void writeTo(DiskFile file) throws IOException {
        try {
            if (count == 1) {
                file.append(buffers[0]);
            } else {
                file.append(buffers, count);
            }
        } finally {
            clear();
        }
    }

    /** Lets go of all without writing. */
    public void clear() {
        Arrays.fill(buffers, 0, count, placeholder());
        count = 0;
        if (buffers.length > KEPT) {
            buffers = new ByteBuffer[4];
        }
    }

    @SuppressWarnings("NullAway") // an array of a type that is not null, emptied
    private static ByteBuffer placeholder() {
        @Nullable ByteBuffer none = null;
        return none;
    }
}
