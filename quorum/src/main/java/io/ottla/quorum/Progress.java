package io.ottla.quorum;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** How far the voters are, in offsets of the metadata log: the newest entries of Ratis' log and where each ends. */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
final class Progress {
    private static final int MOST_MARKS = 1000;

    private final Clock clock;
    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private final Map<Integer, Long> caughtUpMs = new HashMap<>();
    private long endOffset;

    /** Behind the entry {@code index} the log ends at {@code endOffset}. */
    private record Mark(long index, long endOffset) {}

    Progress(Clock clock) {
        this.clock = clock;
    }

    void startFrom(long newEndOffset) {
        marks.clear();
        endOffset = newEndOffset;
    }

    void applied(Applied applied) {
        endOffset = applied.after().endOffset();
        marks.add(new Mark(applied.index(), endOffset));
        if (marks.size() > MOST_MARKS) {
            marks.remove();
        }
    }

    QuorumView view(int nodeId, Members.Standing standing, int epoch) {
        long nowMs = clock.wallMs();
        List<QuorumView.Member> members = new ArrayList<>();
        for (int voter : standing.voters()) {
            members.add(
                    voter == nodeId
                            ? new QuorumView.Member(voter, endOffset, nowMs, nowMs)
                            : standing.followers().stream()
                                    .filter(follower -> follower.nodeId() == voter)
                                    .findFirst()
                                    .map(follower -> member(follower, nowMs))
                                    .orElse(new QuorumView.Member(voter, -1, -1, -1)));
        }
        return new QuorumView(standing.leaderId(), epoch, endOffset, members);
    }

    private QuorumView.Member member(Members.Follower follower, long nowMs) {
        long has = offsetBehind(follower.matchIndex());
        long answeredMs = nowMs - follower.silentForMs();
        if (has == endOffset) {
            caughtUpMs.put(follower.nodeId(), answeredMs);
        }
        return new QuorumView.Member(
                follower.nodeId(), has, answeredMs, caughtUpMs.getOrDefault(follower.nodeId(), -1L));
    }

    /** Where the log ends for one who has the entries up to {@code index}; -1 if that is too long ago. */
    private long offsetBehind(long index) {
        for (Iterator<Mark> newestFirst = marks.descendingIterator(); newestFirst.hasNext(); ) {
            Mark mark = newestFirst.next();
            if (mark.index() <= index) {
                return mark.endOffset();
            }
        }
        return -1;
    }
}
