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
    echo "usage: kafka-server-start.sh [-daemon] server.properties [--override name=value]*" >&2
    [[ $# -gt 0 ]] && exit 0
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
nohup "${command[@]}" >"$logs/kafkaServer.out" 2>&1 </dev/null &
