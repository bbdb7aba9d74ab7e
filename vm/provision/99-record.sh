#!/usr/bin/env bash
# What is in this machine, written down; and what only its making needed, taken away.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

mkdir -p /etc/atelier
{
    echo "profil $ATELIER_PROFILE"
    echo "kit $ATELIER_VERSION"
    echo "debian $(cat /etc/debian_version)"
    rustc --version
    cargo --version
    tshark --version | head -1
    python3 --version
    (cd /srv/depot && grep -h -E '^(Package|Version):' Packages | sed 's/^[^:]*: //' | paste -d' ' - - | sed 's/^/depot /')
    echo
    dpkg-query -W
} >/etc/atelier/versions.txt

rm -f /etc/apt/sources.list /etc/apt/sources.list.d/0000*.list /etc/apt/apt.conf.d/*mmdebstrap* \
    /etc/dpkg/dpkg.cfg.d/*mmdebstrap*
find /etc/apt/sources.list.d -name '*.list' -delete
apt-get clean
# So that nothing has to be fetched before « apt-get install mosquitto » works.
rm -rf /var/lib/apt/lists/*
apt-get update -qq
find /var/log -type f -delete
rm -rf /var/cache/man/* /var/cache/debconf/*-old /var/lib/dpkg/*-old "$HOME/.cache" /home/*/.cache
# Each machine draws its own.
: >/etc/machine-id
rm -f /var/lib/dbus/machine-id /var/lib/systemd/random-seed
