package io.ottla.broker.handler.connection;

import io.ottla.base.Check;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.VersionRange;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.codec.WireWriter;
import io.ottla.wire.message.connection.ApiVersions.ApiVersion;
import io.ottla.wire.message.connection.ApiVersions.FinalizedFeature;
import io.ottla.wire.message.connection.ApiVersions.Response;
import io.ottla.wire.message.connection.ApiVersions.SupportedFeature;
import io.ottla.wire.message.connection.ApiVersionsResponseCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/**
 * What ApiVersions answers: the APIs of {@link ApiKey}, and the features the cluster has finalised. Encoded once per version and
 * set of features. Any thread; encoding twice in a race is harmless.
 */
public final class ServedVersions {
    private static final int FIRST_WITH_MIN_ZERO = 4;

    private final String clusterId;
    private final int nodeId;
    private final CommittedImage image;
    private final Map<String, VersionRange> supported;
    private final Predicate<ApiKey> served;
    private volatile @Nullable Encoded encoded;

    /** Who answers. */
    public record Self(String clusterId, int nodeId) {}

    /**
     * Nothing is encoded yet.
     *
     * @param supported what this broker can run, by feature
     * @param apis those with a handler, once the first client asks
     */
    public ServedVersions(
            Self self, CommittedImage image, Map<String, VersionRange> supported, Predicate<ApiKey> apis) {
        this.clusterId = self.clusterId();
        this.nodeId = self.nodeId();
        this.image = image;
        this.supported = Map.copyOf(supported);
        this.served = apis;
    }

    String clusterId() {
        return clusterId;
    }

    int nodeId() {
        return nodeId;
    }

    /** The body of the answer in a version that is served. */
    ByteBuffer encoded(int version) {
        var now = image.current();
        var known = encoded;
        if (known == null || known.features != now.features()) {
            known = new Encoded(now.features());
            encoded = known;
        }
        var body = known.byVersion[version];
        if (body == null) {
            body = encode(response(now, ErrorCode.NONE, version), version);
            known.byVersion[version] = body;
        }
        return body;
    }

    /** The body of the answer to a version that is not. */
    ByteBuffer encodedRefusal() {
        var own = Check.present(ApiKey.API_VERSIONS.advertised(), "ApiVersions is not served");
        var itself = new ApiVersion(ApiKey.API_VERSIONS.code(), (short) own.oldest(), (short) own.newest());
        return encode(refusal(ErrorCode.UNSUPPORTED_VERSION, List.of(itself)), 0);
    }

    static Response refusal(ErrorCode error) {
        return refusal(error, List.of());
    }

    private static Response refusal(ErrorCode error, List<ApiVersion> apis) {
        return new Response(error.code(), apis, 0, List.of(), -1, List.of(), false);
    }

    private Response response(ClusterImage now, ErrorCode error, int version) {
        return new Response(
                error.code(), apis(), 0, supportedIn(version), now.position().endOffset() - 1, finalized(now), false);
    }

    private List<ApiVersion> apis() {
        var apis = new ArrayList<ApiVersion>();
        for (var api : ApiKey.values()) {
            var range = api.advertised();
            if (range != null && served.test(api)) {
                apis.add(new ApiVersion(api.code(), (short) range.oldest(), (short) range.newest()));
            }
        }
        return apis;
    }

    /** Clients before version 4 fail on a feature whose oldest level is 0 (KAFKA-17011). */
    private List<SupportedFeature> supportedIn(int version) {
        var features = new ArrayList<SupportedFeature>();
        supported.forEach((name, range) -> {
            if (range.min() > 0 || version >= FIRST_WITH_MIN_ZERO) {
                features.add(new SupportedFeature(name, range.min(), range.max()));
            }
        });
        return features;
    }

    /** A level that is finalised for the cluster is named only if there is something behind it here. */
    private List<FinalizedFeature> finalized(ClusterImage now) {
        var features = new ArrayList<FinalizedFeature>();
        now.features().forEach((name, level) -> {
            if (level > 0 && supported.containsKey(name)) {
                features.add(new FinalizedFeature(name, level, level));
            }
        });
        return features;
    }

    private static ByteBuffer encode(Response response, int version) {
        var writer = new WireWriter();
        ApiVersionsResponseCodec.INSTANCE.write(response, writer, version);
        return writer.toByteBuffer();
    }

    /** The answers for one set of features, by version. */
    private static final class Encoded {
        private final PMap<String, Short> features;
        private final @Nullable ByteBuffer[] byVersion;

        Encoded(PMap<String, Short> features) {
            this.features = features;
            this.byVersion =
                    new @Nullable ByteBuffer[ApiKey.API_VERSIONS.known().newest() + 1];
        }
    }
}
