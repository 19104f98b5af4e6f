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

# Builds what bin/kafka-server-start.sh runs if a source is newer, also if git knows nothing of it yet.
build_dist_if_older() {
    # shellcheck source=../bin/lib/launch.sh
    . "$root/bin/lib/launch.sh"
    sources_are_older || rm -f "$dist/built"
    build_if_needed
}
