package io.ottla.bench.load;

import java.nio.ByteBuffer;

/** Tells a good answer from a bad one, cheaply: the answers to one kind of request have their error codes in one place. */
@FunctionalInterface
public interface AnswerCheck {

    /** Looks at an answer without moving the buffer's position.
     *  @param at where the answer begins, at its correlation id
     *  @param length of the answer, without the size prefix
     *  @throws BadAnswer if it is not what was asked for */
    void check(ByteBuffer in, int at, int length);

    /** ApiVersions: the error follows the correlation id in every version. */
    static AnswerCheck apiVersions() {
        return (in, at, length) -> {
            demand(length > 100, "an ApiVersions answer of %d bytes", length);
            demand(in.getShort(at + 4) == 0, "ApiVersions error %d", in.getShort(at + 4));
        };
    }

    /** Produce to one partition of a topic: no error, and the offset the batch got. */
    static AnswerCheck produce(String topic) {
        int errorAt = 4 + 1 + 1 + 1 + topic.length() + 1 + 4;
        return (in, at, length) -> {
            demand(length > errorAt + 10, "a Produce answer of %d bytes", length);
            demand(in.getShort(at + errorAt) == 0, "Produce error %d", in.getShort(at + errorAt));
            demand(in.getLong(at + errorAt + 2) >= 0, "Produce base offset %d", in.getLong(at + errorAt + 2));
        };
    }

    /** Metadata of topics that have at least so many partitions; a partition takes some thirty bytes. */
    static AnswerCheck metadata(int partitions) {
        int least = partitions * 20;
        return (in, at, length) -> demand(length > least, "a Metadata answer of %d bytes", length);
    }

    static void demand(boolean holds, String message, long number) {
        if (!holds) throw new BadAnswer(String.format(message, number));
    }
}
