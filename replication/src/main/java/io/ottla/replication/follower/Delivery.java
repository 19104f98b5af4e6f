package io.ottla.replication.follower;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.replication.partition.request.FollowOutcome;
import io.ottla.replication.partition.request.FollowStep;
import io.ottla.wire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one answer holds for the partitions of one loop: goes there as one message and comes back as one, when everything is written.
 * Belongs to the fetcher's loop, then to the partitions', then to the fetcher's again.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Delivery {
    private final Loop there;
    private final Loop home;
    private final List<Piece> pieces = new ArrayList<>();
    private final Consumer<Delivery> onBack;
    private int open;

    /** The records for one partition, and what became of them. */
    static final class Piece implements Consumer<FollowOutcome> {
        private final Followed followed;
        private final FollowStep.Take step;
        private final Delivery delivery;
        private final int sizeInBytes;
        private FollowOutcome outcome;

        private Piece(Followed followed, FollowStep.Take step, Delivery delivery) {
            this.followed = followed;
            this.step = step;
            this.delivery = delivery;
            this.sizeInBytes = step.records().remaining();
            this.outcome = NONE_YET;
        }

        Followed followed() {
            return followed;
        }

        int sizeInBytes() {
            return sizeInBytes;
        }

        long leaderHighWatermark() {
            return step.highWatermark();
        }

        FollowOutcome outcome() {
            return outcome;
        }

        @Override
        public void accept(FollowOutcome what) {
            outcome = what;
            delivery.finishOne();
        }
    }

    private static final FollowOutcome NONE_YET = new FollowOutcome.Refused(ErrorCode.UNKNOWN_SERVER_ERROR, "not yet");

    /** @param onBack on {@code home} */
    Delivery(Loop there, Loop home, Consumer<Delivery> onBack) {
        this.there = there;
        this.home = home;
        this.onBack = onBack;
    }

    Loop there() {
        return there;
    }

    void add(Followed followed, FollowStep.Take step) {
        pieces.add(new Piece(followed, step, this));
    }

    List<Piece> pieces() {
        return pieces;
    }

    void send() {
        open = pieces.size();
        if (there.isInside()) {
            deliver();
        } else {
            there.execute(this::deliver);
        }
    }

    private void deliver() {
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            piece.followed().partition().follow(piece.step, piece);
        }
    }

    private void finishOne() {
        if (--open == 0) {
            if (home.isInside()) {
                onBack.accept(this);
            } else {
                home.execute(() -> onBack.accept(this));
            }
        }
    }
}
