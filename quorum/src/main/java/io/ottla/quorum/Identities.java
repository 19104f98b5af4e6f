package io.ottla.quorum;

import io.ottla.log.disk.Disk;
import io.ottla.log.disk.SmallFile;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who the voters are: each has an id of its own from the day its log was made, and whoever has met it once knows it again. So a second
 * process under the same node id, or a voter that comes back with nothing, is not taken for the one that has voted. Kept in a file.
 *
 * <p>Any thread, and it blocks when somebody is met for the first time: hence the lock, which nobody waits for long.
 */
final class Identities {
    private final Disk disk;
    private final Path file;
    private final Map<Integer, Uuid> known = new TreeMap<>();
    private Collection<Integer> voters;

    private Identities(Disk disk, Path file, Collection<Integer> voters) {
        this.disk = disk;
        this.file = file;
        this.voters = List.copyOf(voters);
    }

    /** Reads {@code file}; there may be none. */
    static Identities open(Disk disk, Path file, Collection<Integer> voters) throws IOException {
        Identities identities = new Identities(disk, file, voters);
        for (String line : SmallFile.readText(disk, file).orElse("").lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                identities.known.put(
                        Integer.parseInt(line.substring(0, equals)), Uuid.parse(line.substring(equals + 1)));
            }
        }
        return identities;
    }

    /** Is {@code nodeId} the one it was? A voter that is met for the first time is remembered. */
    synchronized boolean knows(int nodeId, Uuid id) throws IOException {
        Uuid before = known.get(nodeId);
        if (before == null && voters.contains(nodeId)) {
            known.put(nodeId, id);
            save();
        }
        return before == null || before.equals(id);
    }

    /** Who is no voter any more may come back as another. */
    synchronized void keepOnly(Collection<Integer> newVoters) throws IOException {
        voters = List.copyOf(newVoters);
        if (known.keySet().retainAll(newVoters)) {
            save();
        }
    }

    private void save() throws IOException {
        SmallFile.replace(
                disk,
                file,
                known.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue() + "\n")
                        .collect(Collectors.joining()));
    }
}
