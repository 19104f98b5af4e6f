# Sourced by every script in bin/: finds a JDK, builds what is missing, knows the flags and the archive of preloaded classes.
# On the way to the JVM only what bash itself can do is used: every other program would be noticed in the time a start takes.

started_in=$PWD
cd -- "${BASH_SOURCE[0]%/*}/../.." && root=$PWD
cd -- "$started_in"
dist=$root/target/dist

fail() {
    echo "$*" >&2
    exit 1
}

# The version of the JDK in directory $1 goes to $major; false if there is none.
version_of_jdk() {
    local line
    major=0
    [[ -x $1/bin/java && -r $1/release ]] || return 1
    while IFS= read -r line; do
        if [[ $line == JAVA_VERSION=* ]]; then
            line=${line#*\"}
            major=${line%%[.\"-]*}
            return 0
        fi
    done <"$1/release"
    return 1
}

# Sets java_home: JAVA_HOME if that is set, else the newest of the JDKs we know to work.
find_java() {
    local candidate newest=16
    if [[ -n ${JAVA_HOME:-} ]]; then
        version_of_jdk "$JAVA_HOME" || major=17
        java_home=$JAVA_HOME java_major=$major
        [[ -x $java_home/bin/java ]] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it"
        return
    fi
    java_home=
    for candidate in /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/*; do
        if version_of_jdk "$candidate" && ((major > newest && major <= 25)); then
            newest=$major java_home=$candidate java_major=$major
        fi
    done
    if [[ -z $java_home ]]; then
        local found
        found=$(command -v java) || fail "There is no Java: install JDK 17 or newer, or set JAVA_HOME"
        found=$(readlink -f -- "$found")
        java_home=${found%/bin/java}
        version_of_jdk "$java_home" || major=17
        java_major=$major
    fi
    ((java_major >= 17)) || fail "Java $java_major in $java_home is too old: JDK 17 or newer is needed"
}

# Builds the distribution if it is not there, or if git has brought newer sources.
build_if_needed() {
    just_built=
    if is_built; then return; fi
    if ! command -v mvn >/dev/null; then
        [[ -e $dist/built ]] || fail "Ottla is not built, and there is no Maven (mvn) to build it with"
        echo "Sources have changed since Ottla was built, and there is no Maven (mvn) to build it anew: starting what there is" >&2
        return
    fi
    mkdir -p "$dist"
    exec {lock}>"$dist/lock"
    if command -v flock >/dev/null; then flock "$lock"; fi
    if ! is_built; then
        if [[ -e $dist/built ]]; then
            echo "Building Ottla anew, for sources have changed ..." >&2
        else
            echo "Building Ottla, this once ..." >&2
        fi
        local log=$dist/build.log
        if ! (cd "$root" && mvn -B package -DskipTests -pl dist -am 2>&1 | tell_progress "$log"; exit "${PIPESTATUS[0]}"); then
            tail -n 30 "$log" >&2
            fail "The build failed; all of its output is in $log"
        fi
        just_built=yes
    fi
    exec {lock}>&-
}

# Is the distribution there, and as new as the sources of this checkout? Looking at them all takes ten milliseconds. Whether git has
# touched them takes none: pull, checkout, stash and commit leave a new index behind.
is_built() {
    [[ -e $dist/built ]] || return 1
    local index=$root/.git/index
    if [[ -f $root/.git ]]; then # a worktree
        IFS= read -r index <"$root/.git" || return 0
        index=${index#gitdir: }/index
    fi
    if [[ $index -nt $dist/built && $index -nt $dist/checked ]]; then
        sources_are_older || return 1
        if [[ -w $dist ]]; then : >"$dist/checked"; fi
    fi
    return 0
}

# Is nothing that the distribution is made of newer than it?
sources_are_older() {
    [[ -z $(find "$root"/pom.xml "$root"/{base,wire-codegen,wire,log,replication,quorum,coordinator,broker,cli,dist}/{pom.xml,src/main} \
        -newer "$dist/built" -print -quit 2>/dev/null) ]]
}

# Copies the output of Maven to file $1, and says on a terminal which module it is at.
tell_progress() {
    local line
    while IFS= read -r line; do
        printf '%s\n' "$line"
        if [[ -t 2 && $line == *" Building Ottla "* ]]; then
            line=${line#* Building }
            printf '\r  %-60s' "${line% *}" >&2
        fi
    done >"$1"
    if [[ -t 2 ]]; then printf '\r%-70s\r' "" >&2; fi
}

# Sets class_path to all jars, always in the same order: an archive of classes is tied to it.
find_jars() {
    local jar last=
    class_path=
    for jar in "$dist"/libs/*.jar; do
        if [[ $jar == */ratis-* ]]; then # large, and of use only where controllers vote: not to be opened on the way to others
            last+=:$jar
        else
            class_path+=${class_path:+:}$jar
        fi
    done
    class_path+=$last
    [[ $class_path == *broker* ]] || fail "$dist/libs is incomplete; remove $dist and start again"
}

# Sets archive_flags for the archive of preloaded classes called $1, which is made first if it is missing or older than a jar.
# $2...: the program that, run to its end, loads what is worth loading. Without an archive everything works, only slower.
# With archive_way=listed the classes are listed first and then archived as they lie in the jars: that takes classes compiled for a
# very old Java (picocli's) as well, which the usual ways leave out.
archive_way=exit
use_archive() {
    local name=$1 jar suffix=jsa
    shift
    if ((java_major >= 25)) && [[ $archive_way != listed ]]; then suffix=aot; fi
    local archive=$dist/$name-$java_major${java_home//\//_}.$suffix
    archive_flags=()
    if ! is_fresh "$archive"; then make_archive "$archive" "$@"; fi
    [[ -s $archive ]] || return 0
    if [[ $suffix == aot ]]; then
        archive_flags=("-XX:AOTCache=$archive" "-Xlog:aot*=off" -Xlog:cds=off)
    else
        archive_flags=("-XX:SharedArchiveFile=$archive" -Xlog:cds=off -Xlog:cds+dynamic=off)
    fi
}

# Is file $1 there and newer than every jar? An empty one says that it could not be made.
is_fresh() {
    local jar
    [[ -e $1 ]] || return 1
    for jar in "$dist"/libs/*.jar; do
        [[ $jar -nt $1 ]] && return 1
    done
    return 0
}

make_archive() {
    local archive=$1 how made=$1.$$ what
    shift
    what=${archive##*/} what=${what%%-*}
    [[ -w $dist ]] || return 0
    exec {lock}>"$archive.lock"
    if command -v flock >/dev/null; then flock "$lock"; fi
    if is_fresh "$archive"; then
        exec {lock}>&-
        return 0
    fi
    echo "Preparing a fast start of the $what, this once ..." >&2
    rm -f "$archive".[0-9]*
    if [[ $archive == *.aot ]]; then how=-XX:AOTCacheOutput; else how=-XX:ArchiveClassesAtExit; fi
    if [[ $archive_way == listed ]]; then how=-XX:DumpLoadedClassList; fi
    if "$java_home/bin/java" "$how=$made" "$@" >"$archive.log" 2>&1 && archive_listed "$made" "$@" && [[ -s $made ]]; then
        mv -f "$made" "$archive"
    else
        rm -f "$made"
        : >"$archive"
    fi
    exec {lock}>&-
}

# With archive_way=listed, turns the list of classes in file $1 into an archive of them. $2...: flags, class path and a program,
# which is not run.
archive_listed() {
    local file=$1 result=0
    shift
    [[ $archive_way == listed ]] || return 0
    mv -f "$file" "$file.list"
    "$java_home/bin/java" -Xshare:dump "-XX:SharedClassListFile=$file.list" "-XX:SharedArchiveFile=$file" "${@:1:$#-1}" \
        >>"${file%.*}.log" 2>&1 || result=1
    rm -f "$file.list"
    return $result
}

# Everything before the first java; sets java_home, java_major, class_path.
prepare() {
    build_if_needed
    find_java
    find_jars
    if [[ -n $just_built ]]; then
        tool_flags
        use_tools_archive
    fi
}

# Sets flags for the JVM of a command line tool.
tool_flags() {
    flags=(-XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Dottla.log.level=WARN -Dottla.log.target=stderr)
    # shellcheck disable=SC2206
    flags+=(${KAFKA_HEAP_OPTS:--Xms16m -Xmx512m})
    if ((java_major >= 24)); then
        flags+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
    fi
}

use_tools_archive() {
    archive_way=listed
    use_archive tools "${flags[@]}" -cp "$class_path" io.ottla.cli.Rehearsal
    archive_way=exit
}

# Becomes the tool called $1, such as kafka-topics, with the other words as its arguments.
run_tool() {
    prepare
    tool_flags
    use_tools_archive
    # These run long enough to gain from the optimising compiler; the others are over before it is.
    if [[ $1 != kafka-console-* && $1 != kafka-dump-log ]]; then flags+=(-XX:TieredStopAtLevel=1); fi
    # Prompts and progress are for people: which of the three streams does one look at?
    local stream terminals=
    for stream in 0 1 2; do
        if [[ -t $stream ]]; then terminals+=$stream; fi
    done
    # shellcheck disable=SC2086
    exec "$java_home/bin/java" "${flags[@]}" "${archive_flags[@]}" "-Dottla.terminals=$terminals" \
        ${OTTLA_JVM_OPTS:-} ${KAFKA_OPTS:-} -cp "$class_path" io.ottla.cli.Main "$@"
}
