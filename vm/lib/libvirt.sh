# shellcheck shell=bash
# `vagrant up` for real, in namespaces of its own: libvirt's folders are empty ones in memory, the network is a loopback
# alone. What runs on this machine already is not touched, and whatever the class machine needs from outside is missed.

# $1: the box for libvirt.
smoke_with_vagrant() {
    local box=$1
    [ -s "$box" ] || die "$box is not there: vm/build-box makes it"
    SMOKE_BOX=$(realpath "$box") SMOKE_REPOSITORY=$(realpath "$REPOSITORY")
    export SMOKE_BOX SMOKE_REPOSITORY
    unshare --net --mount --pid --fork --kill-child --mount-proc -- \
        bash "$SMOKE_REPOSITORY/vm/smoke/vagrant-up.sh"
}
