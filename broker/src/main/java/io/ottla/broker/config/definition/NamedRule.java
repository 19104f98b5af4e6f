package io.ottla.broker.config.definition;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The rules that only one or two settings have; the rows call them by name. */
enum NamedRule implements Rule {
    NOT_EMPTY("not empty") {
        @Override
        public boolean allows(Object value) {
            return !((String) value).isEmpty();
        }
    },
    GZIP_LEVEL("a level from 1 to 9, or -1 for the usual one") {
        @Override
        public boolean allows(Object value) {
            int level = (Integer) value;
            return level == -1 || (level >= 1 && level <= 9);
        }
    },
    /** Replicas that replication quotas hold back. */
    THROTTLED_REPLICAS("*, or partition:broker,partition:broker,... in whole numbers, or nothing") {
        @Override
        public boolean allows(Object value) {
            var replicas = (List<?>) value;
            return replicas.equals(List.of("*")) || replicas.stream().allMatch(replica -> isPair((String) replica));
        }

        private static boolean isPair(String text) {
            int colon = text.indexOf(':');
            return colon > 0 && isDigits(text.substring(0, colon)) && isDigits(text.substring(colon + 1));
        }
    },
    /** Where a share group begins in a partition it has not read. */
    SHARE_OFFSET_RESET("latest, earliest, or by_duration: followed by an ISO-8601 duration that is not negative") {
        @Override
        public boolean allows(Object value) {
            var text = (String) value;
            if (text.equals("latest") || text.equals("earliest")) {
                return true;
            }
            try {
                return text.startsWith("by_duration:")
                        && !Duration.parse(text.substring("by_duration:".length()))
                                .isNegative();
            } catch (DateTimeParseException notOne) {
                return false;
            }
        }
    },
    /** Where controllers are found. */
    ADDRESSES("host:port,host:port,...") {
        @Override
        public boolean allows(Object value) {
            return ((List<?>) value).stream().allMatch(address -> isAddress((String) address));
        }
    },
    /** The controllers that vote, by id. */
    VOTERS("id@host:port,id@host:port,...") {
        @Override
        public boolean allows(Object value) {
            return ((List<?>) value).stream().allMatch(voter -> isVoter((String) voter));
        }

        private static boolean isVoter(String text) {
            int at = text.indexOf('@');
            return at > 0 && isDigits(text.substring(0, at)) && isAddress(text.substring(at + 1));
        }
    };

    private final String expectation;

    NamedRule(String expectation) {
        this.expectation = expectation;
    }

    @Override
    public String expectation(ConfigType type) {
        return expectation;
    }

    private static boolean isAddress(String text) {
        int colon = text.lastIndexOf(':');
        var port = text.substring(colon + 1);
        return colon > 0 && isDigits(port) && port.length() <= 5 && Integer.parseInt(port) <= 65535;
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
