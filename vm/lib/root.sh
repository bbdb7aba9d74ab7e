# shellcheck shell=bash
# The root file system of the class machine: a bare Debian, then the scripts of provision/ one after the other.

# The mirrors of this machine, whatever they are, serve the machine that is made too. No file names them.
sources() {
    local main security
    main=$(mirror_of main) security=$(mirror_of security)
    [ -n "$main" ] || die "apt-get indextargets names no mirror: is there a source for packages on this machine?"
    printf 'deb %s %s main\n' "$main" "$SUITE" "$main" "$SUITE-updates"
    [ -z "$security" ] || printf 'deb %s %s-security main\n' "$security" "$SUITE"
}

# $1: main or security. Without the slash at the end, which some caches do not take twice.
mirror_of() {
    # apt fills these in.
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(REPO_URI) $(RELEASE)' | awk -v which="$1" '
        { is = ($2 ~ /-security$/) ? "security" : ($2 ~ /-/) ? "other" : "main" }
        is == which { sub(/\/+$/, "", $1); print $1; exit }'
}

# How this machine reaches its mirror (a school's proxy, a cache with old dates) is how the new one has to.
apt_options() {
    apt-config dump | grep -E '^Acquire::(Check-|[Hh]ttps?::)' || true
}

# $1: where. Only what runs the scripts that follow.
bare_root() {
    local root=$1 options
    rm -rf "$root"
    options=$(mktemp)
    apt_options >"$options"
    # mmdebstrap's shell fills in $1.
    # shellcheck disable=SC2016
    sources | mmdebstrap --mode=root --variant=minbase --format=directory \
        --include=systemd-sysv,dbus,ca-certificates,apt-utils,libpam-systemd \
        --aptopt="$options" \
        --aptopt='APT::Install-Recommends "false"' \
        --dpkgopt="$(dirname "${BASH_SOURCE[0]}")/../files/dpkg-construction.conf" \
        --setup-hook='mkdir -p "$1/etc" && touch "$1/etc/machine-id"' \
        "$SUITE" "$root" -
    rm -f "$options"
}

# $1: root; $2: folder of what is put in; then NAME=VALUE… for the scripts. A namespace of its own: whatever fails,
# nothing stays mounted.
provision() {
    local root=$1 input=$2
    shift 2
    # The whole body runs in the new namespace, where its variables are.
    # shellcheck disable=SC2016
    unshare --mount --pid --fork --kill-child --mount-proc -- bash -euo pipefail -c '
        root=$1 input=$2 scripts=$3
        shift 3
        mount --rbind /dev "$root/dev"
        mount -t proc proc "$root/proc"
        mount -t sysfs sysfs "$root/sys"
        mount -t tmpfs tmpfs "$root/run"
        mount -t tmpfs tmpfs "$root/tmp"
        mkdir "$root/run/atelier" "$root/run/provision"
        mount --bind -o ro "$input" "$root/run/atelier"
        mount --bind -o ro "$scripts" "$root/run/provision"
        # Services are not started while the machine is made.
        printf "#!/bin/sh\nexit 101\n" >"$root/usr/sbin/policy-rc.d"
        chmod +x "$root/usr/sbin/policy-rc.d"
        trap "rm -f \"$root/usr/sbin/policy-rc.d\" \"$root/etc/resolv.conf\"" EXIT
        rm -f "$root/etc/resolv.conf"
        cp -L /etc/resolv.conf "$root/etc/resolv.conf"
        chroot "$root" apt-get update -qq
        for script in "$scripts"/[0-9]*.sh; do
            name=$(basename "$script") start=$SECONDS
            env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
                DEBIAN_FRONTEND=noninteractive "$@" chroot "$root" bash "/run/provision/$name" >&2
            printf "%7d s  %s\n" $((SECONDS - start)) "$name" >&2
        done
    ' provision "$root" "$input" "$(realpath "$(dirname "${BASH_SOURCE[0]}")/../provision")" "$@"
}
