#!/usr/bin/env bash
# Installs the stock clients that the compatibility tests drive (Debian packages). Does nothing for what is already there.
set -euo pipefail

declare -A package_of=([kcat]=kcat [prlimit]=util-linux)

missing=()
for program in "${!package_of[@]}"; do
    command -v "$program" >/dev/null 2>&1 || missing+=("${package_of[$program]}")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "installing: ${missing[*]}" >&2
run() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
run apt-get update -qq
DEBIAN_FRONTEND=noninteractive run apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
