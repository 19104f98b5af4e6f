package io.ottla.compat.hostile;

import io.ottla.compat.ClientProgram;
import java.util.List;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * Samples of versions that the newest Java client does not know any more. Run in a JVM of its own with one that does; the arguments are
 * {@code api:version}, by number, and it prints a line for each.
 */
public final class RetiredSamples {
    private static final String LAST_TO_KNOW = "3.9.1";

    private RetiredSamples() {}

    public static void main(String[] args) {
        for (var arg : args) {
            var words = arg.split(":", -1);
            var api = ApiKeys.forId(Integer.parseInt(words[0]));
            System.out.println(Sample.of(api, Short.parseShort(words[1])).written());
        }
    }

    /** @param wanted as the arguments of {@link #main} */
    static List<Sample> of(List<String> wanted) {
        return ClientProgram.fork(LAST_TO_KNOW, RetiredSamples.class, wanted.toArray(String[]::new))
                .orFail()
                .out()
                .lines()
                .map(Sample::read)
                .toList();
    }
}
