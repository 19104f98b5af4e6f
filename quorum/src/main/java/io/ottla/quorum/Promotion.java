package io.ottla.quorum;

import io.ottla.log.disk.Disk;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.LogPosition;
import io.ottla.replication.metadata.StandaloneMetadataLog;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.util.MD5FileUtil;
import org.apache.ratis.util.SizeInBytes;

/**
 * Makes the directory of a node that stood alone that of the first voter of a quorum, while the node is stopped. What it knew becomes the
 * first snapshot, epochs count on from its last, and it votes alone until others are added. Blocks. Stateless.
 */
public final class Promotion {
    private static final String PART = "quorum.part";
    private static final long TERM = 0;
    private static final long CONFIGURATION_INDEX = 0;
    private static final long SNAPSHOT_INDEX = 1;

    private Promotion() {}

    /**
     * Promotes what is in {@code directory}, {@code __cluster_metadata-0}, in one step. The files of before stay; a node that stands alone
     * does not open them any more.
     *
     * @return where the metadata log stands, and what the new quorum begins with
     * @throws IOException in one line for a person, if there is no log of a node that stood alone or a quorum already; nothing has changed then
     */
    public static LogPosition promote(Disk disk, Path directory, Uuid clusterId, int nodeId) throws IOException {
        var place = new Raft.Place(nodeId, clusterId, directory, disk);
        if (disk.exists(place.storage())) {
            throw new IOException("Node " + nodeId + " is a voter already: there is " + place.storage());
        }
        StandaloneMetadataLog.Contents contents = StandaloneMetadataLog.read(disk, directory);
        ClusterImage image = contents.image();
        if (image.position().endOffset() == 0) {
            throw new IOException("There is no metadata log of a node that stood alone in " + directory);
        }
        Path part = directory.resolve(PART);
        Path group = part.resolve(place.groupId().getUuid().toString());
        disk.createDirectories(group);
        RaftStorage storage = RaftStorage.newBuilder()
                .setDirectory(group.toFile())
                .setOption(RaftStorage.StartupOption.FORMAT)
                .setLogCorruptionPolicy(RaftServerConfigKeys.Log.CorruptionPolicy.EXCEPTION)
                .setStorageFreeSpaceMin(SizeInBytes.ZERO)
                .build();
        storage.initialize();
        try {
            write(place, storage, new SnapshotFile.Content(image, contents.epoch()));
        } finally {
            storage.close();
        }
        disk.rename(part, place.storage());
        disk.forceDirectory(directory);
        return image.position();
    }

    private static void write(Raft.Place place, RaftStorage storage, SnapshotFile.Content content) throws IOException {
        Path states = storage.getStorageDir().getStateMachineDir().toPath();
        place.disk().createDirectories(states);
        Path snapshot = states.resolve(SimpleStateMachineStorage.getSnapshotFileName(TERM, SNAPSHOT_INDEX));
        SnapshotFile.write(place.disk(), snapshot, content);
        MD5FileUtil.computeAndSaveMd5ForFile(snapshot.toFile());
        var self = RaftConfigurationProto.newBuilder()
                .addPeers(Voters.peer(place.nodeId()).getRaftPeerProto());
        Path current = storage.getStorageDir().getCurrentDir().toPath();
        try (OutputStream file = Files.newOutputStream(current.resolve("raft-meta.conf"))) {
            LogEntryProto.newBuilder()
                    .setTerm(TERM)
                    .setIndex(CONFIGURATION_INDEX)
                    .setConfigurationEntry(self)
                    .build()
                    .writeTo(file);
        }
        place.disk().forceDirectory(current);
        place.disk().forceDirectory(states);
    }
}
