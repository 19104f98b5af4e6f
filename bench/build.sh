# Sourced by run and jmh: sets root and java, and builds the module when its sources are newer than what is built.
root=$(dirname "$here")
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

outdated() {
    local built=$here/target/classpath
    [[ ! -s $built ]] || [[ -n $(find "$here/src/main" "$here/pom.xml" -newer "$built" -print -quit) ]]
}

if outdated; then
    echo "building bench ..." >&2
    (cd "$root" && { mvn -q -B -o -pl bench package -DskipTests >/dev/null 2>&1 || mvn -q -B -pl bench -am package -DskipTests; })
    touch "$here/target/classpath"
fi
