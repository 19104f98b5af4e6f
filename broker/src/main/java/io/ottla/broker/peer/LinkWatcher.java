package io.ottla.broker.peer;

/** Who wants to know how the connection to another node fares. On the loop of the connection. */
public interface LinkWatcher {
    LinkWatcher NOBODY = new LinkWatcher() {
        @Override
        public void broken() {}

        @Override
        public void refused() {}
    };

    /** There was a connection, and it has ended from the other side. */
    void broken();

    /** The other node's host says that nobody listens there: its process is gone. */
    void refused();
}
