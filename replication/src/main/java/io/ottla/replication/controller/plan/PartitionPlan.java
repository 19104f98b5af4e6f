package io.ottla.replication.controller.plan;

import io.ottla.replication.change.TopicChange.PartitionChanged;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.Directories;
import io.ottla.replication.image.NodesImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one partition shall become. Says what is wished, then makes the one change that leads there: a move is completed if it can be,
 * whoever still holds every committed record is remembered, and a leader is found if the present one may not go on. Used once, by one
 * decision.
 *
 * <p>Leaders come from the ISR in assignment order, else from the eligible leader replicas, else, if nobody else is known to hold
 * everything, it is the last one that led (KIP-966); any other replica only where the topic allows it (unclean.leader.election.enable).
 */
public final class PartitionPlan {
    private static final int NOBODY = -1;

    private final PartitionImage before;
    private final Terms terms;
    private final NodesImage nodes;
    private final Map<Integer, Uuid> directories = new HashMap<>();
    private List<Integer> replicas;
    private List<Integer> adding;
    private List<Integer> removing;
    private List<Integer> isr;
    private List<Integer> elr;
    private int leader;
    private boolean recovering;
    private boolean prefersFirst;
    private boolean begins;
    private int lost = NOBODY;

    /** @param nodes as they are when the change takes effect */
    public PartitionPlan(PartitionImage before, Terms terms, NodesImage nodes) {
        this.before = before;
        this.terms = terms;
        this.nodes = nodes;
        this.replicas = before.replicas();
        this.adding = before.adding();
        this.removing = before.removing();
        this.isr = before.isr();
        this.elr = before.elr();
        this.leader = before.leader();
        this.recovering = before.recovering();
    }

    /** The first replica shall lead, if it is in sync. */
    public PartitionPlan preferFirst() {
        prefersFirst = true;
        return this;
    }

    /** {@code broker} leaves the ISR; it has lost nothing. */
    public PartitionPlan without(int broker) {
        isr = minus(isr, List.of(broker));
        return this;
    }

    /**
     * {@code broker} has stopped in disorder and may have lost the tail of its log: it is neither in sync nor eligible. But if it is the
     * only replica and alive, there is no other truth than its own: it goes on, in a new epoch.
     */
    public PartitionPlan losing(int broker) {
        BrokerImage back = nodes.broker(broker);
        if (replicas.equals(List.of(broker)) && back != null && back.mayLead()) {
            begins = true;
            leader = broker;
            isr = List.of(broker);
            elr = List.of();
            return this;
        }
        lost = broker;
        return without(broker);
    }

    /** The leader proposes these, and says whether it is still recovering from an unclean election. */
    public PartitionPlan inSync(List<Integer> proposed, boolean stillRecovering) {
        isr = List.copyOf(proposed);
        recovering = stillRecovering;
        return this;
    }

    /** The replicas change as {@code move} says. */
    public PartitionPlan moving(Move move) {
        replicas = move.replicas();
        adding = move.adding();
        removing = move.removing();
        isr = move.isr();
        return this;
    }

    /** {@code broker} keeps its replica in {@code directory}. */
    public PartitionPlan inDirectory(int broker, Uuid directory) {
        directories.put(broker, directory);
        return this;
    }

    /** The change that leads there; empty if everything is as it shall be. */
    public Optional<PartitionChanged> change(Uuid topicId, int index) {
        completeMove();
        if (!begins) {
            elr = eligible();
            elect();
        }
        if (isr.isEmpty() && !terms.remembersEligible()) {
            isr = lastInSync();
        }
        boolean newEpoch = begins || leader != before.leader() || !replicas.containsAll(before.replicas());
        PartitionChanged change = new PartitionChanged(
                topicId,
                index,
                changed(isr, before.isr()),
                newEpoch ? leader : PartitionChanged.LEADER_UNCHANGED,
                changed(replicas, before.replicas()),
                changed(removing, before.removing()),
                changed(adding, before.adding()),
                recovering == before.recovering() ? null : Boolean.valueOf(recovering),
                changed(directoriesAfter(), before.directories()),
                changed(elr, before.elr()),
                changed(lastKnown(), before.lastKnownElr()));
        return isNothing(change) ? Optional.empty() : Optional.of(change);
    }

    private List<Integer> lastInSync() {
        List<Integer> last = new ArrayList<>(before.isr());
        last.retainAll(replicas);
        return last.isEmpty() && !before.isr().isEmpty() ? replicas.subList(0, 1) : last;
    }

    private void completeMove() {
        if (adding.isEmpty() && removing.isEmpty()) {
            return;
        }
        List<Integer> stay = minus(replicas, removing);
        List<Integer> stayInSync = minus(isr, removing);
        if (!stay.isEmpty() && !stayInSync.isEmpty() && stayInSync.containsAll(stay)) {
            replicas = stay;
            isr = stayInSync;
            adding = List.of();
            removing = List.of();
        }
    }

    /** With enough in sync nobody else need be remembered; otherwise everybody who was in sync since there were enough. */
    private List<Integer> eligible() {
        if (!terms.remembersEligible()) {
            return isr.isEmpty() ? before.elr() : List.of(); // somebody may be left of when they were
        }
        if (isr.size() >= Math.min(terms.minInSyncReplicas(), replicas.size())) {
            return List.of();
        }
        Set<Integer> eligible = new TreeSet<>(before.elr());
        eligible.addAll(before.isr());
        eligible.removeAll(isr);
        eligible.remove(lost);
        eligible.retainAll(replicas);
        return List.copyOf(eligible);
    }

    private void elect() {
        if (prefersFirst && leadsCleanly(replicas.get(0))) {
            return;
        }
        if (before.hasLeader() && leadsCleanly(before.leader())) {
            return;
        }
        for (int replica : replicas) {
            if (leadsCleanly(replica)) {
                return;
            }
        }
        leader = PartitionImage.NO_LEADER;
        List<Integer> lastKnown = before.lastKnownElr();
        if (terms.remembersEligible()
                && isr.isEmpty()
                && elr.isEmpty()
                && lastKnown.size() == 1
                && replicas.contains(lastKnown.get(0))
                && mayLead(lastKnown.get(0))) {
            leadUncleanly(lastKnown.get(0));
        } else if (terms.unclean() && !prefersFirst) {
            replicas.stream().filter(this::mayLead).findFirst().ifPresent(this::leadUncleanly);
        }
    }

    /** Makes {@code replica} the leader, if it has everything and is alive. */
    private boolean leadsCleanly(int replica) {
        boolean hasEverything = isr.contains(replica) || (isr.isEmpty() && elr.contains(replica));
        if (!hasEverything || !mayLead(replica)) {
            return false;
        }
        leader = replica;
        if (elr.contains(replica)) {
            isr = List.of(replica);
            elr = minus(elr, isr);
        }
        return true;
    }

    private boolean mayLead(int replica) {
        BrokerImage broker = nodes.broker(replica);
        return broker != null
                && broker.mayLead()
                && Directories.isWorking(directoryAfter(replica), broker.directories());
    }

    private void leadUncleanly(int replica) {
        leader = replica;
        isr = List.of(replica);
        elr = List.of();
        recovering = true;
    }

    /** Who led last is noted once nobody does, until somebody does. */
    private List<Integer> lastKnown() {
        if (!terms.remembersEligible() || leader == before.leader()) {
            return before.lastKnownElr();
        }
        if (leader != PartitionImage.NO_LEADER) {
            return List.of();
        }
        return before.lastKnownElr().isEmpty() ? List.of(before.leader()) : before.lastKnownElr();
    }

    private List<Uuid> directoriesAfter() {
        boolean isAsBefore = directories.isEmpty() && replicas.equals(before.replicas());
        return isAsBefore || !terms.namesDirectories()
                ? before.directories()
                : replicas.stream().map(this::directoryAfter).toList();
    }

    private Uuid directoryAfter(int replica) {
        Uuid chosen = directories.get(replica);
        if (chosen != null) {
            return chosen;
        }
        return before.isReplica(replica) ? before.directoryOf(replica) : Replicas.directory(nodes.broker(replica));
    }

    private static boolean isNothing(PartitionChanged change) {
        return change.leader() == PartitionChanged.LEADER_UNCHANGED
                && change.isr() == null
                && change.replicas() == null
                && change.removing() == null
                && change.adding() == null
                && change.recovering() == null
                && change.directories() == null
                && change.elr() == null
                && change.lastKnownElr() == null;
    }

    private static <T> @Nullable List<T> changed(List<T> after, List<T> before) {
        return Objects.equals(after, before) ? null : after;
    }

    private static List<Integer> minus(List<Integer> list, List<Integer> gone) {
        List<Integer> left = new ArrayList<>(list);
        left.removeAll(gone);
        return left;
    }
}
