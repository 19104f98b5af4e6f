package io.ottla.replication.controller;

import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.TopicsImage;
import io.ottla.wire.ErrorCode;

/** Which names a topic may have: they become names of directories and of metrics. Pure. */
final class TopicNames {
    static final int LONGEST = 249;
    /** The metadata log's own topic; nobody may make it or write to it. */
    static final String CLUSTER_METADATA = "__cluster_metadata";

    private TopicNames() {}

    /** May a topic be called {@code name}, as far as the name itself goes? */
    static Outcome check(String name) {
        if (name.isEmpty()) {
            return invalid("Topic name is invalid: the empty string is not allowed");
        }
        if (name.equals(".") || name.equals("..")) {
            return invalid("Topic name is invalid: it cannot be \".\" or \"..\"");
        }
        if (name.length() > LONGEST) {
            return invalid("Topic name is invalid: the length of '" + name + "' is longer than the max allowed length "
                    + LONGEST);
        }
        if (!isLegal(name)) {
            return invalid("Topic name is invalid: '" + name
                    + "' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'");
        }
        if (name.equals(CLUSTER_METADATA)) {
            return Outcome.refused(
                    ErrorCode.INVALID_REQUEST, "Creation of internal topic " + CLUSTER_METADATA + " is prohibited.");
        }
        return Outcome.DONE;
    }

    static Outcome invalid(String message) {
        return Outcome.refused(ErrorCode.INVALID_TOPIC_EXCEPTION, message);
    }

    private static boolean isLegal(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean digit = c >= '0' && c <= '9';
            if (!letter && !digit && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Dots become underscores in the names of metrics, where {@code a.b} and {@code a_b} would be one. */
    static boolean canCollide(String name) {
        return name.indexOf('.') >= 0 || name.indexOf('_') >= 0;
    }

    /** Does another topic have this name, or one that would be the same in a metric? */
    static Outcome checkAgainst(TopicsImage topics, String name) {
        if (topics.byName(name) != null) {
            return Outcome.refused(ErrorCode.TOPIC_ALREADY_EXISTS, "Topic '" + name + "' already exists.");
        }
        if (canCollide(name)) {
            String same = inMetrics(name);
            for (String other : topics.byName().keySet()) {
                if (other.length() == name.length()
                        && canCollide(other)
                        && inMetrics(other).equals(same)) {
                    return invalid("Topic '" + name + "' collides with existing topic: " + other);
                }
            }
        }
        return Outcome.DONE;
    }

    private static String inMetrics(String name) {
        return name.replace('.', '_');
    }
}
