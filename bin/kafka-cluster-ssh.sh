#!/usr/bin/env bash
# Starts, stops and looks at brokers on many hosts at once, over ssh: kafka-cluster-ssh.sh start|stop|status HOSTFILE
set -uo pipefail

usage="usage: kafka-cluster-ssh.sh start|stop|status HOSTFILE
  HOSTFILE has a line for each host:  host[:ssh-port]  path-to-ottla  path-to-properties     (# begins a comment)
  OTTLA_SSH          the command that stands for ssh, with its options (ssh -o BatchMode=yes -o ConnectTimeout=10)
  OTTLA_SSH_TIMEOUT  seconds that one host may take (90)
Prints a line for each host, in the order of the file; the exit code is 1 if one failed, or, for status, does not run."

fail() {
    echo "$*" >&2
    exit 1
}

[[ ${1:-} == --help ]] && echo "$usage" && exit 0
[[ $# == 2 ]] || fail "$usage"
verb=$1 hostfile=$2
[[ $verb == start || $verb == stop || $verb == status ]] || fail "unknown command '$verb': start, stop or status"
[[ -r $hostfile ]] || fail "$hostfile cannot be read"
read -ra ssh <<<"${OTTLA_SSH:-ssh -o BatchMode=yes -o ConnectTimeout=10}"
limit=${OTTLA_SSH_TIMEOUT:-90}
[[ $limit =~ ^[1-9][0-9]*$ ]] || fail "OTTLA_SSH_TIMEOUT is a number of seconds, not '$limit'"

# What runs on the host. A broker is known by its properties file, the last word of its command line or one before --override.
# The paths arrive as $1 and $2; the script itself on standard input, so that no shell on the way has to unquote it.
find_pid='pid=$(ps -eo pid=,args= | awk -v file="$2" '"'"'$2 ~ /java$/ && /io[.]ottla[.]broker[.]Main/ { for (i = 2; i <= NF; i++) if ($i == file) print $1 }'"'"')'
case $verb in
    start) remote=$find_pid'; [ -z "$pid" ] || { echo "runs already, pid $pid"; exit 0; }
        [ -r "$2" ] || { echo "$2 cannot be read"; exit 1; }
        "$1/bin/kafka-server-start.sh" -daemon "$2" </dev/null' ;;
    stop) remote=$find_pid'; [ -n "$pid" ] || { echo "did not run"; exit 0; }
        kill $pid || exit 1
        n=0; while kill -0 $pid 2>/dev/null; do n=$((n + 1)); [ $n -lt 300 ] || { echo "still runs after 30 s, pid $pid"; exit 1; }; sleep 0.1; done
        echo "stopped, pid $pid"' ;;
    status) remote=$find_pid'; [ -n "$pid" ] || { echo "does not run"; exit 1; }; echo "runs, pid $pid"' ;;
esac

hosts=() ports=() homes=() files=()
number=0
while read -r host home file more || [[ -n $host ]]; do
    number=$((number + 1))
    [[ -n $host ]] || continue
    [[ -n $file && -z $more ]] || fail "$hostfile, line $number: expected are host[:port], path-to-ottla and path-to-properties"
    port=
    if [[ $host =~ ^([^:]+|\[.*\]):([0-9]+)$ ]]; then host=${BASH_REMATCH[1]} port=${BASH_REMATCH[2]}; fi
    host=${host#[} host=${host%]}
    [[ $host != -* ]] || fail "$hostfile, line $number: '$host' is not the name of a host"
    hosts+=("$host") ports+=("$port") homes+=("$home") files+=("$file")
done < <(sed 's/#.*//' "$hostfile")
((${#hosts[@]} > 0)) || fail "$hostfile names no host"

answers=$(mktemp -d) || exit 1
trap 'rm -rf "$answers"' EXIT

# As one word of any shell, whatever is in it.
quoted() {
    printf "'%s'" "${1//\'/\'\\\'\'}"
}

# One host, by its place in the file.
visit() {
    local at=()
    if [[ -n ${ports[$1]} ]]; then at=(-p "${ports[$1]}"); fi
    timeout "$limit" "${ssh[@]}" ${at[@]+"${at[@]}"} "${hosts[$1]}" "sh -s -- $(quoted "${homes[$1]}") $(quoted "${files[$1]}")" \
        <<<"$remote" >"$answers/$1" 2>&1
    echo $? >"$answers/$1.code"
}

for i in "${!hosts[@]}"; do visit "$i" & done
wait

result=0
for i in "${!hosts[@]}"; do
    code=$(cat "$answers/$i.code" 2>/dev/null || echo 1)
    said=$(grep -v '^[[:space:]]*$' "$answers/$i" | tail -n 1)
    name=${hosts[i]}${ports[i]:+:${ports[i]}}
    case $code in
        0) echo "$name: ${said:-done}" ;;
        124) echo "$name: FAILED: no answer in $limit s" && result=1 ;;
        *) echo "$name: FAILED: ${said:-exit code $code}" && result=1 ;;
    esac
done
exit $result
