#!/usr/bin/env bash
set -euo pipefail
here=$0
[[ $here == */* ]] || here=./$here
[[ -L $here ]] && here=$(readlink -f -- "$here")
. "${here%/*}/lib/launch.sh"
# It runs long enough to gain from the optimising compiler.
OTTLA_JVM_OPTS="-XX:TieredStopAtLevel=4 ${OTTLA_JVM_OPTS:-}"
run_tool kafka-consumer-perf-test "$@"
