#!/usr/bin/env bash
# A cluster of several nodes on this machine, for trying things: kafka-cluster-local.sh start 3 | status | stop | kill N | pause N | resume N | restart N
set -euo pipefail
here=$0
[[ $here == */* ]] || here=./$here
[[ -L $here ]] && here=$(readlink -f -- "$here")
bin=$(cd -- "${here%/*}" && pwd)

usage="usage: kafka-cluster-local.sh [--dir DIRECTORY] [--port PORT] COMMAND
  start [NODES] [name=value]*   starts the nodes of the cluster; makes one of NODES nodes (3 if not said) where there is none
  status                        says which nodes run
  stop                          stops all nodes, in order
  kill N                        kill -9 of node N
  pause N, resume N             stops node N in its tracks (SIGSTOP), and lets it go on
  restart N                     stops node N in order and starts it again
  --dir    where it keeps everything; ottla-cluster, or what OTTLA_CLUSTER_DIR says
  --port   what clients connect to: node N listens on PORT + N - 1 (9092), its controller 10000 above; only when the cluster is made"

fail() {
    echo "$*" >&2
    exit 1
}

dir=${OTTLA_CLUSTER_DIR:-ottla-cluster}
port=9092
while [[ ${1:-} == --* ]]; do
    case $1 in
        --help) echo "$usage" && exit 0 ;;
        --dir) dir=${2:?--dir needs a directory} && shift 2 ;;
        --port) port=${2:?--port needs a number} && shift 2 ;;
        *) fail "not understood: $1
$usage" ;;
    esac
done
command=${1:-}
[[ -n $command ]] || fail "$usage"
shift

# The nodes there are, by number.
nodes() {
    local each
    for each in "$dir"/node-*/server.properties; do
        [[ -e $each ]] || continue
        each=${each%/server.properties}
        echo "${each##*/node-}"
    done | sort -n
}

# Prints running, paused or stopped.
state() {
    local pid stat
    pid=$(cat "$dir/node-$1/pid" 2>/dev/null) || { echo stopped && return; }
    stat=$(ps -o stat=,args= -p "$pid" 2>/dev/null) || { echo stopped && return; }
    case $stat in
        *"$dir/node-$1/server.properties"* | *kafka-server-start.sh*) ;;
        *) echo stopped && return ;; # somebody else has that number now
    esac
    [[ $stat == T* ]] && echo paused || echo running
}

address() {
    sed -n 's/^listeners=PLAINTEXT:\/\/\([^,]*\).*/\1/p' "$dir/node-$1/server.properties"
}

bootstrap() {
    local all= node
    for node in $(nodes); do all+=,$(address "$node"); done
    echo "${all#,}"
}

make_cluster() {
    local count=$1 node voters= id
    shift
    for ((node = 1; node <= count; node++)); do voters+=,$node@localhost:$((port + 10000 + node - 1)); done
    id=$("$bin/kafka-storage.sh" random-uuid)
    local copies=$((count < 3 ? count : 3))
    for ((node = 1; node <= count; node++)); do
        mkdir -p "$dir/node-$node"
        {
            echo "# Node $node of a cluster of $count on this machine."
            echo "process.roles=broker,controller"
            echo "node.id=$node"
            echo "controller.quorum.voters=${voters#,}"
            echo "listeners=PLAINTEXT://localhost:$((port + node - 1)),CONTROLLER://localhost:$((port + 10000 + node - 1))"
            echo "controller.listener.names=CONTROLLER"
            echo "inter.broker.listener.name=PLAINTEXT"
            echo "log.dirs=$dir/node-$node/data"
            echo "default.replication.factor=$copies"
            echo "min.insync.replicas=$((copies > 1 ? copies - 1 : 1))"
            echo "offsets.topic.replication.factor=$copies"
            printf '%s\n' "$@"
        } >"$dir/node-$node/server.properties"
        "$bin/kafka-storage.sh" format -t "$id" -c "$dir/node-$node/server.properties" >/dev/null
    done
}

# Starts node $1; does not wait.
launch() {
    [[ $(state "$1") == stopped ]] || return 0
    nohup "$bin/kafka-server-start.sh" "$dir/node-$1/server.properties" >"$dir/node-$1/server.out" 2>&1 </dev/null &
    echo $! >"$dir/node-$1/pid"
}

# Waits until each of the nodes serves, or says why one does not.
await() {
    local node tenths
    for node in "$@"; do
        for ((tenths = 0; tenths < 600; tenths++)); do
            grep -q " listens on " "$dir/node-$node/server.out" && continue 2
            if [[ $(state "$node") == stopped ]]; then
                cat "$dir/node-$node/server.out" >&2
                fail "node $node has not started"
            fi
            sleep 0.1
        done
        echo "node $node is still starting; its output goes to $dir/node-$node/server.out" >&2
    done
}

# Sends signal $1 to node $2.
signal() {
    [[ $(state "$2") != stopped ]] || fail "node $2 does not run"
    kill -s "$1" "$(cat "$dir/node-$2/pid")"
}

await_end() {
    local tenths
    for ((tenths = 0; tenths < 600; tenths++)); do
        [[ $(state "$1") == stopped ]] && return 0
        sleep 0.1
    done
    fail "node $1 is still running after a minute"
}

which_node() {
    [[ ${1:-} =~ ^[0-9]+$ && -e $dir/node-$1/server.properties ]] || fail "$command: which node? There are: $(nodes | tr '\n' ' ')"
}

case $command in
    start)
        count=3
        [[ ${1:-} =~ ^[0-9]+$ ]] && { count=$1 && shift; }
        [[ $count -ge 1 ]] || fail "a cluster has one node at least"
        mkdir -p "$dir" && dir=$(cd -- "$dir" && pwd)
        [[ -n $(nodes) ]] || make_cluster "$count" "$@"
        for node in $(nodes); do launch "$node"; done
        # shellcheck disable=SC2046
        await $(nodes)
        echo "$(nodes | wc -l) nodes serve; --bootstrap-server $(bootstrap)"
        exit 0
        ;;
esac
[[ -n $(nodes) ]] || fail "there is no cluster in $dir; kafka-cluster-local.sh start makes one"
dir=$(cd -- "$dir" && pwd)
case $command in
    status)
        for node in $(nodes); do
            echo "node $node: $(state "$node"), $(address "$node"), process $(cat "$dir/node-$node/pid" 2>/dev/null || echo none)"
        done
        ;;
    stop)
        stopped=()
        for node in $(nodes); do
            [[ $(state "$node") == stopped ]] && continue
            signal CONT "$node"
            signal TERM "$node"
            stopped+=("$node")
        done
        for node in ${stopped[@]+"${stopped[@]}"}; do await_end "$node"; done
        ;;
    kill) which_node "${1:-}" && signal KILL "$1" && await_end "$1" ;;
    pause) which_node "${1:-}" && signal STOP "$1" ;;
    resume) which_node "${1:-}" && signal CONT "$1" ;;
    restart)
        which_node "${1:-}"
        [[ $(state "$1") == stopped ]] || { signal CONT "$1" && signal TERM "$1" && await_end "$1"; }
        launch "$1"
        await "$1"
        ;;
    *) fail "not understood: $command
$usage" ;;
esac
