#!/usr/bin/env bash
# Mosquitto is not installed: installing it is the first lab. Its packages wait in a repository on this disk, which
# `apt-get update` reads without any network.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

depot=/srv/depot
if [ ! -s "$depot/Packages" ]; then
    mkdir -p "$depot"
    apt-get install -qq -y --no-install-recommends --download-only -o Dir::Cache::archives="$depot" \
        mosquitto mosquitto-clients
    rm -rf "$depot/partial" "$depot/lock"
    (cd "$depot" && apt-ftparchive packages . >Packages)
fi
write /etc/apt/sources.list.d/depot.sources <<'CONF'
# Les paquets de cette salle, sans réseau.
Types: deb
URIs: file:/srv/depot
Suites: ./
Trusted: yes
CONF
