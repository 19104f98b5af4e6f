package io.ottla.wire.batch;

import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Apache Kafka 4.3.1's judgement of the records of a Produce request: what stands in ProduceRequest, in UnifiedLog
 * before it validates, and LogValidator. Its classes are loaded apart from the newer kafka-clients of the other tests,
 * so all calls go by reflection.
 */
final class KafkaLogValidator {
    private static final short PRODUCE_VERSION = 13;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ClassLoader kafka;
    private final Object time;
    private final Object metrics;
    private final Object bufferSupplier;

    private static final String RECORD = "org.apache.kafka.common.record.internal.";
    private static final String LOG = "org.apache.kafka.storage.internals.log.";

    KafkaLogValidator() throws IOException, ReflectiveOperationException {
        this.kafka = new Apart(jars(Path.of("target", "oracle")));
        this.time = Proxy.newProxyInstance(
                kafka,
                new Class<?>[] {type("org.apache.kafka.common.utils.Time")},
                (proxy, method, arguments) -> SampleBatch.NOW);
        this.metrics = Proxy.newProxyInstance(
                kafka, new Class<?>[] {type(LOG + "LogValidator$MetricsRecorder")}, (proxy, method, arguments) -> null);
        this.bufferSupplier = type("org.apache.kafka.common.utils.BufferSupplier")
                .getField("NO_CACHING")
                .get(null);
    }

    /**
     * What came of it.
     *
     * @param error 0 if accepted
     * @param message class and message of what was thrown
     * @param recordErrors their indexes in the batch
     * @param bytes if accepted: what would be appended, at base offset 0 and epoch -1
     */
    record Verdict(
            int error,
            String message,
            List<Integer> recordErrors,
            ByteBuffer bytes,
            long maxTimestampMs,
            boolean rewritten) {
        boolean accepted() {
            return error == 0;
        }
    }

    /** Judges a copy of {@code bytes}. */
    Verdict judge(byte[] bytes, BatchRules rules) {
        try {
            return judgeCopy(ByteBuffer.wrap(bytes.clone()), rules);
        } catch (InvocationTargetException e) {
            return refused(Objects.requireNonNull(e.getCause()));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the oracle is not as expected", e);
        }
    }

    private Verdict judgeCopy(ByteBuffer bytes, BatchRules rules) throws ReflectiveOperationException {
        Class<?> memoryRecords = type(RECORD + "MemoryRecords");
        Object records =
                memoryRecords.getMethod("readableRecords", ByteBuffer.class).invoke(null, bytes);
        type("org.apache.kafka.common.requests.ProduceRequest")
                .getMethod("validateRecords", short.class, type(RECORD + "BaseRecords"))
                .invoke(null, PRODUCE_VERSION, records);
        Object source = compressionType(0);
        for (Object batch : (Iterable<?>) call(records, "batches")) {
            if ((long) call(batch, "baseOffset") != 0) {
                return new Verdict(87, "base offset", List.of(), NOTHING, 0, false);
            }
            if ((int) call(batch, "sizeInBytes") > rules.maxMessageBytes()) {
                return new Verdict(10, "too large", List.of(), NOTHING, 0, false);
            }
            if (!(boolean) call(batch, "isValid")) {
                return new Verdict(2, "not valid", List.of(), NOTHING, 0, false);
            }
            source = call(batch, "compressionType");
        }
        Object validator = newValidator(records, source, rules);
        Object offset = type("org.apache.kafka.common.utils.PrimitiveRef")
                .getMethod("ofLong", long.class)
                .invoke(null, 0L);
        Object result = method(validator.getClass(), "validateMessagesAndAssignOffsets")
                .invoke(validator, offset, metrics, bufferSupplier);
        Object validated = call(result, "validatedRecords");
        boolean rewritten = (boolean) call(result, "messageSizeMaybeChanged");
        ByteBuffer appended = (ByteBuffer) call(validated, "buffer");
        if (rewritten && appended.remaining() > rules.maxMessageBytes()) {
            return new Verdict(10, "too large when rewritten", List.of(), NOTHING, 0, false);
        }
        return new Verdict(0, "", List.of(), appended, (long) call(result, "maxTimestampMs"), rewritten);
    }

    private Object newValidator(Object records, Object source, BatchRules rules) throws ReflectiveOperationException {
        Object target = rules.compressor().isPresent()
                ? compression(rules.compressor().get())
                : compression(Compressor.of(
                        Compression.of(source.getClass().getField("id").getByte(source))));
        Object topicPartition = type("org.apache.kafka.common.TopicPartition")
                .getConstructor(String.class, int.class)
                .newInstance("topic", 0);
        Object timestampType = constant(
                "org.apache.kafka.common.record.TimestampType",
                rules.timestampType().name());
        return type(LOG + "LogValidator")
                .getConstructors()[0]
                .newInstance(
                        records,
                        topicPartition,
                        time,
                        source,
                        target,
                        rules.compacted(),
                        RecordBatch.MAGIC,
                        timestampType,
                        rules.timestampBeforeMaxMs(),
                        rules.timestampAfterMaxMs(),
                        RecordBatch.NO_LEADER_EPOCH,
                        constant(LOG + "AppendOrigin", "CLIENT"));
    }

    private Verdict refused(Throwable cause) {
        try {
            List<Integer> indexes = new ArrayList<>();
            Throwable reason = cause;
            if (cause.getClass().getSimpleName().equals("RecordValidationException")) {
                reason = (Throwable) call(cause, "invalidException");
                for (Object error : (List<?>) call(cause, "recordErrors")) {
                    indexes.add(error.getClass().getField("batchIndex").getInt(error));
                }
            }
            Object code = type("org.apache.kafka.common.protocol.Errors")
                    .getMethod("forException", Throwable.class)
                    .invoke(null, reason);
            return new Verdict((short) call(code, "code"), reason.toString(), indexes, NOTHING, 0, false);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the oracle is not as expected", e);
        }
    }

    private Object compression(Compressor compressor) throws ReflectiveOperationException {
        Class<?> compression = type("org.apache.kafka.common.compress.Compression");
        Object builder = compression
                .getMethod("of", type(RECORD + "CompressionType"))
                .invoke(null, compressionType(compressor.compression().code()));
        return call(builder, "build");
    }

    private Object compressionType(int code) throws ReflectiveOperationException {
        return type(RECORD + "CompressionType").getMethod("forId", int.class).invoke(null, code);
    }

    private Object constant(String enumType, String name) throws ReflectiveOperationException {
        return type(enumType).getField(name).get(null);
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, true, kafka);
    }

    private static Object call(Object target, String name) throws ReflectiveOperationException {
        return method(target.getClass(), name).invoke(target);
    }

    private static Method method(Class<?> type, String name) throws ReflectiveOperationException {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && (method.getParameterCount() == 0 || name.startsWith("validate"))) {
                method.setAccessible(true);
                return method;
            }
        }
        throw new NoSuchMethodException(type + "." + name);
    }

    private static URL[] jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(KafkaLogValidator::url).toArray(URL[]::new);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Kafka's classes from the given jars only, all others from around it. */
    private static final class Apart extends URLClassLoader {
        Apart(URL[] jars) {
            super(jars, KafkaLogValidator.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.apache.kafka.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
