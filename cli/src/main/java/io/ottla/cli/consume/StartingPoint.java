package io.ottla.cli.consume;

import io.ottla.cli.client.OffsetLookup;
import io.ottla.cli.tool.Arguments;

/**
 * Where reading begins.
 *
 * @param partition the only partition to read, -1 for all
 * @param place an offset, or {@link OffsetLookup#EARLIEST} or {@link OffsetLookup#LATEST}
 * @param isLatest where to go on if that offset does not exist
 */
public record StartingPoint(int partition, long place, boolean isLatest) {
    /** What the options say; {@code reset} is auto.offset.reset. */
    static StartingPoint of(Arguments given, String reset) {
        var fromBeginning = given.has("--from-beginning") || reset.equals("earliest");
        var otherwise = fromBeginning ? OffsetLookup.EARLIEST : OffsetLookup.LATEST;
        var partition = (int) given.number("--partition", -1, 0, Integer.MAX_VALUE);
        var place = given.text("--offset").map(text -> place(given, text)).orElse(otherwise);
        return new StartingPoint(partition, place, !fromBeginning);
    }

    private static long place(Arguments given, String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "earliest" -> OffsetLookup.EARLIEST;
            case "latest" -> OffsetLookup.LATEST;
            default -> {
                try {
                    var offset = Long.parseLong(text);
                    if (offset >= 0) {
                        yield offset;
                    }
                } catch (NumberFormatException notANumber) {
                    throw wrong(given, text);
                }
                throw wrong(given, text);
            }
        };
    }

    private static RuntimeException wrong(Arguments given, String text) {
        return given.mistake("--offset is 'earliest', 'latest' or a number that is not negative, not '" + text + "'");
    }

    /** Does a partition that is found later begin at its first record? All but the very first look is later. */
    boolean isOffset() {
        return place >= 0;
    }
}
