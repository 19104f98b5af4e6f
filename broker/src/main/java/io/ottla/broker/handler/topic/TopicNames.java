package io.ottla.broker.handler.topic;

import java.util.Set;

/** What a topic may be called, and which names are the broker's own. Stateless. */
public final class TopicNames {
    /** Where committed offsets and classic groups are kept. */
    public static final String OFFSETS = "__consumer_offsets";

    /** Where transactions are kept. */
    public static final String TRANSACTIONS = "__transaction_state";

    /** Where the state of share groups is kept. */
    public static final String SHARES = "__share_group_state";

    private static final int LONGEST = 249;
    private static final Set<String> INTERNAL = Set.of(OFFSETS, TRANSACTIONS, SHARES);

    private TopicNames() {}

    /** At most 249 of {@code [a-zA-Z0-9._-]}, and neither {@code .} nor {@code ..}. */
    public static boolean isValid(String name) {
        if (name.isEmpty() || name.length() > LONGEST || name.equals(".") || name.equals("..")) {
            return false;
        }
        for (var i = 0; i < name.length(); i++) {
            if (!isAllowed(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }

    /** Does the broker itself keep its state there? */
    public static boolean isInternal(String name) {
        return INTERNAL.contains(name);
    }
}
