#!/usr/bin/env bash
# Starts a broker: kafka-server-start.sh [-daemon] server.properties [--override name=value]*
set -euo pipefail
here=$0
[[ $here == */* ]] || here=./$here
[[ -L $here ]] && here=$(readlink -f -- "$here")
. "${here%/*}/lib/launch.sh"
. "${here%/*}/lib/server-flags.sh"

daemon=
if [[ ${1:-} == -daemon ]]; then
    daemon=yes
    shift
fi
if [[ $# -eq 0 || $1 == --help || $1 == -h ]]; then
    usage="usage: kafka-server-start.sh [-daemon] server.properties [--override name=value]*"
    [[ $# -gt 0 ]] && echo "$usage" && exit 0
    echo "$usage" >&2
    exit 1
fi

prepare
server_flags
use_archive server "${flags[@]}" -cp "$class_path" io.ottla.broker.rehearsal.Rehearsal
command=("$java_home/bin/java" "${flags[@]}" "${archive_flags[@]}" ${OTTLA_JVM_OPTS:-} ${KAFKA_OPTS:-} -cp "$class_path" io.ottla.broker.Main "$@")
if [[ -z $daemon ]]; then
    exec "${command[@]}"
fi
logs=${LOG_DIR:-$root/logs}
mkdir -p "$logs"
output=$logs/kafkaServer.out
: >"$output"
nohup "${command[@]}" >"$output" 2>&1 </dev/null &
broker=$!
# Returns once it serves, so that a mistake is seen here and not only in the file; one that has much to recover is not waited for.
for ((tenths = 0; tenths < 100; tenths++)); do
    while IFS= read -r line; do
        if [[ $line == *" listens on "* ]]; then
            echo "$line"
            exit 0
        fi
    done <"$output"
    if ! kill -0 "$broker" 2>/dev/null; then
        cat "$output" >&2
        exit 1
    fi
    sleep 0.1
done
echo "Still starting, as process $broker; its output goes to $output" >&2
