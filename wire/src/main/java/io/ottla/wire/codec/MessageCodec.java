package io.ottla.wire.codec;

import io.ottla.wire.MalformedMessage;
import io.ottla.wire.UnwritableMessage;

/** Reads and writes one kind of message in all its versions. Stateless; safe on any thread. */
public interface MessageCodec<T> {
    /**
     * Reads one message. Fields the version lacks take their defaults. Bytes after the message stay unread.
     *
     * @throws MalformedMessage if the bytes are not such a message, or there is no such version
     */
    T read(WireReader in, int version);

    /**
     * Writes one message.
     *
     * @throws UnwritableMessage if the version cannot carry it
     */
    void write(T message, WireWriter out, int version);

    /** The first version known. */
    int oldestVersion();

    /** The last version known. */
    int newestVersion();

    /** Does this version use compact lengths and tagged fields (KIP-482)? */
    boolean flexible(int version);
}
