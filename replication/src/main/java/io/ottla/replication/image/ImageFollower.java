package io.ottla.replication.image;

/** Something that keeps itself in line with the committed image. */
public interface ImageFollower {
    /**
     * The cluster has moved on. Called on the controller's loop in commit order, after {@link CommittedImage#current} shows the
     * new image and before anybody who asked for the change is answered. Must be quick and must not fail.
     */
    void onImage(ImageDelta delta);
}
