package io.ottla.replication.image;

import io.ottla.base.OwnedBy;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest committed image of this node, for everybody to read, and those who follow it. Written on the controller's loop;
 * {@link #current} may be called from any thread.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class CommittedImage {
    private final List<ImageFollower> followers = new ArrayList<>();
    private boolean started;
    private volatile ClusterImage current = ClusterImage.EMPTY;

    public ClusterImage current() {
        return current;
    }

    /** From now on {@code follower} hears of every step. To be called before the first image, or on the controller's loop. */
    public void follow(ImageFollower follower) {
        followers.add(follower);
        if (started) {
            follower.onImage(Touched.everything(ClusterImage.EMPTY, current));
        }
    }

    /** Shows {@code delta.after()} to everybody, then tells the followers, in the order they came. */
    public void advance(ImageDelta delta) {
        started = true;
        current = delta.after();
        for (ImageFollower follower : followers) {
            follower.onImage(delta);
        }
    }
}
