package io.ottla.broker.joint;

import io.ottla.base.Check;
import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.codec.RequestHeader;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.codec.WireWriter;
import io.ottla.wire.message.Codecs;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** Asks in any version, by our own codecs, which are held against Kafka's elsewhere. Blocks. */
final class VersionedClient implements AutoCloseable {
    private final Socket socket;
    private int correlation;

    VersionedClient(String bootstrap) throws IOException {
        int colon = bootstrap.lastIndexOf(':');
        socket = new Socket(bootstrap.substring(0, colon), Integer.parseInt(bootstrap.substring(colon + 1)));
        socket.setSoTimeout(20_000);
    }

    /** All that are served of this API, which are all that Kafka ever had. */
    static List<Integer> versions(ApiKey api) {
        var served = Check.present(api.served(), "%s is not served", api);
        Check.that(served.oldest() == 0, "%s is served from %d on only", api, served.oldest());
        return IntStream.rangeClosed(served.oldest(), served.newest()).boxed().toList();
    }

    @SuppressWarnings("unchecked") // the codecs of the API the request names
    <R> R ask(ApiRequest<R> request, int version) throws IOException {
        ApiKey api = request.api();
        var out = new WireWriter();
        out.int32(0);
        new RequestHeader(api, (short) version, correlation++, "test").write(out);
        ((MessageCodec<ApiRequest<R>>) Codecs.request(api)).write(request, out, version);
        out.patchInt32(0, out.sizeInBytes() - 4);
        var frame = new byte[out.sizeInBytes()];
        out.toByteBuffer().get(frame);
        socket.getOutputStream().write(frame);
        var in = new DataInputStream(socket.getInputStream());
        var answer = new byte[in.readInt()];
        in.readFully(answer);
        var reader = new WireReader(ByteBuffer.wrap(answer));
        reader.int32("correlationId");
        if (api.responseHeaderVersion(version) >= 1) {
            reader.unsignedVarint("tags");
        }
        return ((MessageCodec<R>) Codecs.response(api)).read(reader, version);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
