package io.ottla.wire.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Seeds;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.batch.KafkaLogValidator.Verdict;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import io.ottla.wire.compress.Decompressors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same batches, good and bad, before Apache Kafka 4.3.1 and before us: the same is accepted, as the same bytes, or
 * refused alike.
 */
final class LogValidatorOracleTest {
    /** How the messages begin where we knowingly say no and Kafka yes, or only later no. */
    private static final Pattern STRICTER =
            Pattern.compile("[0-9]+ bytes behind|record [0-9]+ has offset delta|transactional, but"
                    + "|producer [0-9]+ sends epoch|clients may not set the timestamp type");

    private static KafkaLogValidator kafka;

    private final BatchValidator validator = new BatchValidator(new Decompressors());

    @BeforeAll
    static void loadKafka() throws IOException, ReflectiveOperationException {
        kafka = new KafkaLogValidator();
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void kafka_judges_the_same(Damage damage) {
        Seeds.run(300, seed -> {
            Random random = new Random(seed * 31 + damage.name().hashCode());
            Compression compression = Compression.of(random.nextInt(5));
            BatchRules rules = rules(random);
            byte[] batch = SampleBatch.bytes(SampleBatch.random(random).build(Compressor.of(compression)));
            byte[] damaged = damage.inflict(batch, random);
            Verdict theirs = kafka.judge(damaged, rules);
            ByteBuffer bytes = ByteBuffer.wrap(damaged.clone());
            Validation ours = validator.validate(bytes, rules, SampleBatch.NOW);
            compare(theirs, ours, bytes, damaged);
        });
    }

    private static void compare(Verdict theirs, Validation ours, ByteBuffer bytes, byte[] sent) {
        if (ours instanceof Validation.Valid valid) {
            assertTrue(theirs.accepted(), () -> "accepted here, by Kafka " + theirs);
            assertFalse(theirs.rewritten());
            bytes.putInt(RecordBatch.LEADER_EPOCH, RecordBatch.NO_LEADER_EPOCH);
            assertEquals(theirs.bytes(), bytes);
            assertEquals(theirs.maxTimestampMs(), valid.facts().maxTimestampMs());
        } else if (ours instanceof Validation.Rewritten rewritten) {
            compareRewritten(theirs, rewritten);
        } else if (ours instanceof Validation.OldFormat) {
            assertEquals(ErrorCode.INVALID_RECORD.code(), theirs.error());
        } else {
            Validation.Invalid invalid = (Validation.Invalid) ours;
            if (!isUnnamed(theirs) && !isKnowinglyStricter(theirs, invalid, sent)) {
                assertEquals(theirs.error(), invalid.error().code(), () -> theirs + " but here " + invalid);
                List<Integer> indexes =
                        invalid.recordErrors().stream().map(RecordError::index).toList();
                assertEquals(theirs.recordErrors(), indexes, invalid.message());
            }
            assertEquals(ByteBuffer.wrap(sent), bytes, "a refused batch is left as it was");
        }
    }

    /**
     * Kafka writes the records anew, we the same bytes in another codec: the same only if they were as Kafka writes
     * them.
     */
    private static void compareRewritten(Verdict theirs, Validation.Rewritten ours) {
        if (isUnnamed(theirs)) {
            return;
        }
        assertTrue(theirs.accepted() && theirs.rewritten(), () -> "rewritten here, by Kafka " + theirs);
        assertEquals(theirs.maxTimestampMs(), ours.facts().maxTimestampMs());
        if (!theirs.bytes().equals(ours.batch())) {
            assertEquals(lines(theirs.bytes()), lines(ours.batch()));
        }
    }

    private static List<SampleBatch.Line> lines(ByteBuffer bytes) {
        RecordBatch batch = new RecordBatch().wrap(bytes, bytes.position());
        assertTrue(batch.crcMatches());
        return SampleBatch.read(new RecordCursor(new Decompressors()).over(batch));
    }

    /** Kafka stumbled, and has no name for it. */
    private static boolean isUnnamed(Verdict theirs) {
        return theirs.error() == ErrorCode.UNKNOWN_SERVER_ERROR.code();
    }

    /** The differences named in BatchValidator's head. */
    private static boolean isKnowinglyStricter(Verdict theirs, Validation.Invalid ours, byte[] sent) {
        boolean noHeader =
                ours.message().contains("no record batch") && theirs.error() == ErrorCode.INVALID_RECORD.code();
        boolean later = theirs.accepted()
                || !theirs.recordErrors().isEmpty()
                || theirs.message().contains("when rewritten");
        boolean lengths = ours.message().startsWith("records: ")
                && new RecordBatch().wrap(ByteBuffer.wrap(sent), 0).isCompressed();
        return noHeader
                || (later && (lengths || STRICTER.matcher(ours.message()).lookingAt()));
    }

    private static BatchRules rules(Random random) {
        BatchRules rules = SampleBatch.rules();
        Compressor[] compressors = {Compressor.NONE, Compressor.of(Compression.of(random.nextInt(5)))};
        return new BatchRules(
                random.nextInt(10) == 0 ? random.nextInt(500) : rules.maxMessageBytes(),
                random.nextInt(3) == 0 ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME,
                random.nextInt(5) == 0 ? random.nextInt(200_000) : rules.timestampBeforeMaxMs(),
                random.nextInt(5) == 0 ? random.nextInt(2000) : rules.timestampAfterMaxMs(),
                random.nextInt(5) == 0,
                random.nextInt(3) == 0 ? Optional.of(compressors[random.nextInt(2)]) : Optional.empty(),
                rules.maxUncompressedBytes());
    }
}
