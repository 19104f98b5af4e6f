# Sourced by run and jmh: sets root and java, and builds this checkout's module when sources are newer than what is built.
root=$(dirname "$here")
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# Usage: build_if_older_than SOURCES...
build_if_older_than() {
    local built=$here/target/classpath
    [[ -s $built && -z $(find "$here/pom.xml" "$@" -newer "$built" -print -quit) ]] && return
    echo "building bench ..." >&2
    local goal=(-pl bench -am process-classes)
    (cd "$root" && { mvn -q -B -o "${goal[@]}" >/dev/null 2>&1 || mvn -q -B "${goal[@]}" >&2; })
    touch "$built"
}

# What bin/kafka-server-start.sh runs; it builds that once and never again by itself.
build_dist_if_older() {
    local built=$root/target/dist/built
    [[ -e $built && -z $(find "$root"/{base,wire-codegen,wire,log,replication,broker,cli}/src/main -newer "$built" -print -quit) ]] && return
    echo "building Ottla ..." >&2
    local goal=(-pl dist -am package -DskipTests)
    (cd "$root" && { mvn -q -B -o "${goal[@]}" >/dev/null 2>&1 || mvn -q -B "${goal[@]}" >&2; })
    touch "$built"
}
