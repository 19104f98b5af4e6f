package io.ottla.replication.peer;

/** Who hears what became of a question. On the loop of the {@link Peer}. */
public interface Answer<R> {
    /**
     * The other node has answered; perhaps with an error, which is in the response.
     *
     * @param frame the bytes that records in {@code response} lie in: given back when this returns, unless somebody holds them
     */
    void answered(R response, Frame frame);

    /** There is no answer and none will come. Whether the other node has acted on the question nobody knows. */
    void failed(PeerFailure failure);

    /** Bytes that are lent. On the loop of the {@link Peer}. */
    interface Frame {
        /** Bytes that are nobody's but the collector's. */
        Frame UNMANAGED = new Frame() {
            @Override
            public void hold() {}

            @Override
            public void release() {}
        };

        /** Keeps the bytes past the answer; one {@link #release} is owed. */
        void hold();

        void release();
    }
}
