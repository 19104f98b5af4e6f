#!/usr/bin/env bash
set -euo pipefail
here=$0
[[ $here == */* ]] || here=./$here
[[ -L $here ]] && here=$(readlink -f -- "$here")
. "${here%/*}/lib/launch.sh"
run_tool kafka-reassign-partitions "$@"
