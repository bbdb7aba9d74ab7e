#!/usr/bin/env bash
# The part of vm/smoke-test that runs in namespaces of its own: from here on, every process ends with this one.
set -euo pipefail
# shellcheck disable=SC2034 # read by the libraries
REPOSITORY=$SMOKE_REPOSITORY
. "$SMOKE_REPOSITORY/vm/lib/common.sh"
. "$SMOKE_REPOSITORY/vm/lib/solution.sh"

work=$(mktemp -d -p "$(dirname "$SMOKE_BOX")" smoke.XXXXXX)
trap 'rm -rf "$work"' EXIT
# Vagrant takes SIGINT and SIGTERM for a wish to clean up.
export VAGRANT_HOME=$work/vagrant VAGRANT_DEFAULT_PROVIDER=libvirt VAGRANT_CHECKPOINT_DISABLE=1 HOME=$work
export VAGRANT_DOTFILE_PATH=$work/state VAGRANT_CWD=$SMOKE_REPOSITORY/vm
export ATELIER_EMULATED=yes POSTE=07

private_libvirt() {
    ip link set lo up
    mkdir -p /run/libvirt "$work/etc"
    for folder in /run/libvirt /var/lib/libvirt /var/log/libvirt /var/cache/libvirt; do
        mkdir -p "$folder"
        mount -t tmpfs tmpfs "$folder"
    done
    # Its own copy of the settings: users, sockets and networks of this trial alone.
    cp -r /etc/libvirt/. "$work/etc/"
    mount --bind "$work/etc" /etc/libvirt
    # QEMU as root: the folders of this trial belong to it.
    printf 'user = "root"\ngroup = "root"\nsecurity_driver = "none"\nremember_owner = 0\nnamespaces = []\ncgroup_controllers = []\n' >/etc/libvirt/qemu.conf
    virtlogd -d
    libvirtd -d
    for _ in $(seq 100); do
        virsh -q list >/dev/null 2>&1 && break
        sleep 0.2
    done
    mkdir -p "$work/pool"
    virsh -q pool-define-as default dir --target "$work/pool"
    virsh -q pool-start default
}

inside() { vagrant ssh -c "$1" -- -q; }

# The host reaches the machine by its forwarded ports, at the loopback address and nowhere else.
forwarded_ports() {
    curl -sf --max-time 60 -o "$work/book" http://127.0.0.1:3000/
    grep -q 'Atelier MQTT' "$work/book"
    [ "$(ss -Hltn 'sport = :3000' | awk '{ print $4 }')" = 127.0.0.1:3000 ]
}

step 'private libvirt' private_libvirt
step 'vagrant box add' vagrant box add --no-tty --name "$VM_NAME" "$SMOKE_BOX"
# Without a terminal, the progress of the copy would fill pages.
step 'vagrant up' vagrant up --no-tty --provider=libvirt
solution "$work/solution"
step 'copy of the checks' vagrant upload "$work/solution" /tmp/solution
step 'copy of the script' vagrant upload "$SMOKE_REPOSITORY/vm/smoke/inside.sh" /tmp/inside.sh
step 'seat number' inside 'grep -qx 07 /etc/atelier/poste'
step 'forwarded ports' forwarded_ports
step 'smoke test inside' inside 'bash /tmp/inside.sh /tmp/solution'
step 'vagrant halt' vagrant halt
step 'vagrant destroy' vagrant destroy -f
summary
