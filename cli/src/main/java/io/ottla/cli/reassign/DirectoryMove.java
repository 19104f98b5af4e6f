package io.ottla.cli.reassign;

import java.util.Optional;

/**
 * How far the move of a replica to another directory of its broker is. Immutable.
 *
 * @param target where it is to be
 * @param current where it is, if it is anywhere
 * @param future where it is moving, if it moves
 */
record DirectoryMove(Replica replica, String target, Optional<String> current, Optional<String> future) {
    boolean isActive() {
        return current.isPresent() && future.isPresent();
    }

    /** The line of --verify. */
    String line() {
        var who = "Partition " + replica.partition();
        if (current.isEmpty()) {
            return who + " is not found in any live log dir on broker " + replica.broker()
                    + ". There is likely an offline log directory on the broker.";
        }
        if (future.isPresent()) {
            return future.get().equals(target)
                    ? "Reassignment of replica " + replica + " is still in progress."
                    : who + " on broker " + replica.broker() + " is being moved to log dir " + future.get()
                            + " instead of " + target + ".";
        }
        return current.get().equals(target)
                ? "Reassignment of replica " + replica + " completed successfully."
                : who + " on broker " + replica.broker() + " is not being moved from log dir " + current.get() + " to "
                        + target + ".";
    }
}
