#!/usr/bin/env bash
# The student's account, and who may come in from outside.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

install sudo openssh-server

id etudiant >/dev/null 2>&1 || useradd --create-home --shell /bin/bash --comment 'Étudiant' etudiant
echo 'etudiant:etudiant' | chpasswd
passwd -q -l root
# The class administers this machine: installing a server is the lesson.
write /etc/sudoers.d/etudiant 440 <<<'etudiant ALL=(ALL:ALL) NOPASSWD: ALL'

# The password is known to all. It opens from the host alone, behind the address translation of VirtualBox and QEMU or
# in libvirt's network, and never from the other seats of a bridged network.
write /etc/ssh/sshd_config.d/atelier.conf <<'CONF'
AllowUsers *@10.0.2.* *@192.168.121.* *@127.0.0.1 *@::1
PermitRootLogin no
CONF
# Made at the first start, by each machine for itself.
rm -f /etc/ssh/ssh_host_*
systemctl enable -q ssh
