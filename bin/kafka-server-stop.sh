#!/usr/bin/env bash
# Tells the brokers running on this machine to stop, and waits until they have: kafka-server-stop.sh [--node-id n]
# SIGNAL=KILL sends another signal than TERM.
set -euo pipefail

usage="usage: kafka-server-stop.sh [--process-role broker|controller] [--node-id n]"
node=
while [[ $# -gt 0 ]]; do
    case $1 in
        --help | -h) echo "$usage" && exit 0 ;;
        --node-id=*) node=${1#*=} && shift ;;
        --node-id | --process-role) [[ $# -gt 1 ]] || { echo "$usage" >&2 && exit 1; }
            [[ $1 == --node-id ]] && node=$2
            shift 2 ;;
        --process-role=*) shift ;; # one process has all roles
        *) echo "$usage" >&2 && exit 1 ;;
    esac
done

# Has the broker of command line $1 this node.id? Looks at --override, then at the file.
has_node_id() {
    [[ -z $node ]] && return 0
    [[ $1 =~ node\.id=([0-9]+) ]] && { [[ ${BASH_REMATCH[1]} == "$node" ]] && return 0 || return 1; }
    [[ $1 =~ io\.ottla\.broker\.Main[[:space:]]+([^[:space:]]+) ]] \
        && grep -Eqs "^[[:space:]]*(node|broker)\.id[[:space:]]*=[[:space:]]*$node[[:space:]]*$" "${BASH_REMATCH[1]}"
}

pids=()
while read -r pid args; do
    [[ $args == *java*\ io.ottla.broker.Main\ * ]] && has_node_id "$args" && pids+=("$pid")
done < <(ps -U "$(id -u)" -o pid=,args=)

if [[ ${#pids[@]} -eq 0 ]]; then
    echo "No kafka server to stop" >&2
    exit 1
fi
kill -s "${SIGNAL:-TERM}" "${pids[@]}"
for ((tenths = 0; tenths < 300; tenths++)); do
    running=
    for pid in "${pids[@]}"; do kill -0 "$pid" 2>/dev/null && running=yes; done
    [[ -z $running ]] && exit 0
    sleep 0.1
done
echo "Still running after half a minute: ${pids[*]}" >&2
exit 1
