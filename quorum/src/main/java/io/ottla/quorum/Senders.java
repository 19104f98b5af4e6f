package io.ottla.quorum;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.ratis.server.leader.LogAppender;

/**
 * Ratis' senders, one for each follower of a leader. Ratis makes and ends them, on threads of its own; they are remembered so that they can
 * be woken.
 */
final class Senders {
    private final List<LogAppender> senders = new CopyOnWriteArrayList<>();

    LogAppender remember(LogAppender sender) {
        senders.removeIf(old -> !old.isRunning() && old.getFollowerId().equals(sender.getFollowerId()));
        senders.add(sender);
        return sender;
    }

    /**
     * Followers hear now what is committed. By itself Ratis tells them with the next entry, or after half of the time they wait for
     * their leader.
     */
    void wake() {
        for (LogAppender sender : senders) {
            if (sender.isRunning()) {
                sender.triggerHeartbeat();
            }
        }
    }
}
