#!/usr/bin/env bash
# Installs the stock clients that the compatibility tests drive, and the shell that completions are tried in: Debian's packages, npm's as package-lock.json pins them, Maven's
# as clients/java/client names them. Does nothing for what is already there.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

run() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
has() { command -v "$1" >/dev/null 2>&1; }
debian_python_has() { [ -x /usr/bin/python3 ] && /usr/bin/python3 -c "import $1" 2>/dev/null; }

debian_packages() {
    local missing=()
    has kcat || missing+=(kcat)
    has zsh || missing+=(zsh)
    has go || missing+=(golang-go)
    has node || missing+=(nodejs)
    has npm || missing+=(npm)
    has gcc || missing+=(gcc)
    has g++ || missing+=(g++)
    has make || missing+=(make)
    [ -e /usr/include/librdkafka/rdkafkacpp.h ] || missing+=(librdkafka-dev)
    [ -e /usr/include/jansson.h ] || missing+=(libjansson-dev)
    [ -d /usr/share/gocode/src/github.com/Shopify/sarama ] || missing+=(golang-github-shopify-sarama-dev)
    debian_python_has kafka || missing+=(python3-kafka)
    debian_python_has confluent_kafka || missing+=(python3-confluent-kafka)
    debian_python_has snappy || missing+=(python3-snappy)
    debian_python_has lz4 || missing+=(python3-lz4)
    debian_python_has zstandard || missing+=(python3-zstandard)
    [ ${#missing[@]} -eq 0 ] && return
    echo "installing: ${missing[*]}" >&2
    run apt-get update -qq
    run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

npm_packages() {
    local node=$here/clients/node
    [ -e "$node/node_modules/.installed" ] && cmp -s "$node/package-lock.json" "$node/node_modules/.installed" && return
    echo "installing: what clients/node/package-lock.json names (two minutes: node-rdkafka and lz4 are compiled)" >&2
    # node-rdkafka on Debian's librdkafka, compiled against Debian's headers of node where they are.
    export BUILD_LIBRDKAFKA=0
    [ ! -e /usr/include/node/node.h ] || export npm_config_nodedir=/usr
    (cd "$node" && npm ci --no-audit --no-fund --loglevel=error >&2)
    cp "$node/package-lock.json" "$node/node_modules/.installed"
}

debian_packages
npm_packages
"$here/clients/java/client" resolve
