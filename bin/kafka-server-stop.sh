#!/usr/bin/env bash
# Tells the brokers of this user on this machine to stop, and waits until they have: kafka-server-stop.sh [--node-id n]
# SIGNAL=KILL sends another signal than TERM.
set -euo pipefail

usage="usage: kafka-server-stop.sh [--process-role broker|controller] [--node-id n]"
node=
while [[ $# -gt 0 ]]; do
    case $1 in
        --help | -h) echo "$usage" && exit 0 ;;
        --node-id=*) node=${1#*=} && shift ;;
        --node-id | --process-role) [[ $# -gt 1 ]] || { echo "$1 needs a value; $usage" >&2 && exit 1; }
            [[ $1 == --node-id ]] && node=$2
            shift 2 ;;
        --process-role=*) shift ;; # one process has all roles
        *) echo "not understood: $1; $usage" >&2 && exit 1 ;;
    esac
done

# Prints the ids of this user's processes. Where there is /proc nothing but bash is needed; small containers have no ps.
processes() {
    local folder
    [[ -d /proc/self ]] || { ps -U "$(id -u)" -o pid= && return; }
    for folder in /proc/[0-9]*; do
        [[ -O $folder ]] && echo "${folder#/proc/}"
    done
    return 0
}

# Sets words to the command line of process $1, and folder to where it was started.
look_at() {
    words=() folder=.
    if [[ -d /proc/self ]]; then
        { mapfile -d '' -t words <"/proc/$1/cmdline"; } 2>/dev/null || return 1 # it has just ended
        folder=/proc/$1/cwd
    else
        read -ra words < <(ps -ww -p "$1" -o args=)
    fi
}

# Is the command line in words a broker's, with this node.id if one is asked for?
is_meant() {
    local i file= id=
    for ((i = 1; i < ${#words[@]}; i++)); do
        [[ ${words[i]} == io.ottla.broker.Main ]] && break
    done
    ((i < ${#words[@]})) && [[ ${words[0]##*/} == java ]] || return 1
    [[ -n $node ]] || return 0
    for ((i++; i < ${#words[@]}; i++)); do
        if [[ ${words[i]} =~ ^(node|broker)\.id=(.*)$ ]]; then
            id=${BASH_REMATCH[2]}
        elif [[ ${words[i]} != --override && ${words[i]} != *=* ]]; then
            file=${words[i]}
        fi
    done
    if [[ -z $id && -n $file ]]; then
        [[ $file == /* ]] || file=$folder/$file
        id=$(sed -En 's/^[[:space:]]*(node|broker)\.id[[:space:]]*[=:][[:space:]]*([0-9]+)[[:space:]]*$/\2/p' "$file" 2>/dev/null | tail -n 1) || true
    fi
    [[ ${id:-1} == "$node" ]]
}

pids=()
for pid in $(processes); do
    if look_at "$pid" && is_meant; then pids+=("$pid"); fi
done

if [[ ${#pids[@]} -eq 0 ]]; then
    echo "No kafka server to stop" >&2
    exit 1
fi
kill -s "${SIGNAL:-TERM}" "${pids[@]}"
for ((tenths = 0; tenths < 300; tenths++)); do
    running=
    for pid in "${pids[@]}"; do # one that has ended but nobody has asked after has no words any more
        if look_at "$pid" && [[ ${#words[@]} -gt 0 ]]; then running=yes; fi
    done
    [[ -z $running ]] && exit 0
    sleep 0.1
done
echo "Still running after half a minute: ${pids[*]}" >&2
exit 1
