package io.ottla.broker.handler;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the answers of several others, brings each to the loop of the connection, and says when the last is in. */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
public final class Gathering {
    private static final Logger log = LoggerFactory.getLogger(Gathering.class);

    private final Loop home;
    private final Runnable onAll;
    /** Answers that are not in, and one more until all have been asked for. */
    private int open = 1;

    public Gathering(Loop home, Runnable onAll) {
        this.home = home;
        this.onAll = onAll;
    }

    /**
     * One more answer to wait for.
     *
     * @param ifFailed taken in its place if the stage fails, which it should not
     * @param take called on the home loop
     */
    public <T> void await(CompletionStage<T> stage, T ifFailed, Consumer<? super T> take) {
        open++;
        var unused = stage.whenComplete((answer, failure) -> {
            if (failure != null) {
                log.error("An answer that cannot fail has failed", failure);
            }
            var taken = failure == null ? answer : ifFailed;
            if (home.isInside()) {
                arrive(taken, take);
            } else {
                home.execute(() -> arrive(taken, take));
            }
        });
    }

    private <T> void arrive(T answer, Consumer<? super T> take) {
        take.accept(answer);
        finishOne();
    }

    /** All have been asked: from now on the last answer ends the waiting; at once if none is missing. */
    public void allAsked() {
        finishOne();
    }

    private void finishOne() {
        if (--open == 0) {
            onAll.run();
        }
    }
}
