# Sourced by kafka-server-start.sh: how the JVM of a broker is run. Sets flags.
# KAFKA_HEAP_OPTS, as with Apache Kafka, replaces the heap; OTTLA_JVM_OPTS and KAFKA_OPTS are added.

server_flags() {
    # A small heap and the simplest collector: requests and batches live outside of the heap, the page cache does the rest.
    flags=(
        -XX:+UseSerialGC
        -XX:MaxDirectMemorySize=1g
        -XX:-UsePerfData
        -XX:+ExitOnOutOfMemoryError
        -Djava.library.path="$dist/native/META-INF/native"
        -Djava.awt.headless=true
        -Dio.netty.tryReflectionSetAccessible=true
        --add-opens=java.base/java.nio=ALL-UNNAMED
    )
    # The compilers leave tens of megabytes behind that the C library would keep: every five seconds what is free goes back. JDKs
    # before 17.0.9 do not know the option.
    if [[ $OSTYPE == linux-gnu* ]]; then flags+=(-XX:+IgnoreUnrecognizedVMOptions -XX:TrimNativeHeapInterval=5000); fi
    # shellcheck disable=SC2206
    flags+=(${KAFKA_HEAP_OPTS:--Xms16m -Xmx512m})
    if ((java_major >= 24)); then
        flags+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
        # Netty looks around by reflection as it loads; linking method handles for that costs more than it saves.
        flags+=(-Djdk.reflect.useNativeAccessorOnly=true)
    fi
}
