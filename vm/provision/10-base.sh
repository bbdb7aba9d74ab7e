#!/usr/bin/env bash
# A Debian that starts: kernel, French, the clock of Paris, a network that is taken as it comes.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

# The common kernel: the one for clouds lacks the network card that VirtualBox shows.
install linux-image-amd64 grub-pc-bin initramfs-tools systemd-resolved systemd-timesyncd locales console-setup \
    kbd tzdata iproute2 iputils-ping less nano man-db bash-completion procps file curl unzip zip git tmux

# Two gigabytes hold a desktop and a compiler when what sleeps is compressed.
install systemd-zram-generator
write /etc/systemd/zram-generator.conf <<'CONF'
[zram0]
zram-size = ram / 2
CONF

grep -qx 'fr_FR.UTF-8 UTF-8' /etc/locale.gen || sed -i 's/^# *\(fr_FR.UTF-8 UTF-8\)/\1/' /etc/locale.gen
grep -qx fr_FR.utf8 <<<"$(locale -a)" || locale-gen >/dev/null
write /etc/default/locale <<<'LANG=fr_FR.UTF-8'
ln -sf /usr/share/zoneinfo/Europe/Paris /etc/localtime
write /etc/timezone <<<'Europe/Paris'
write /etc/default/keyboard <<'CONF'
XKBMODEL="pc105"
XKBLAYOUT="fr"
XKBVARIANT=""
XKBOPTIONS=""
BACKSPACE="guess"
CONF

# Until the first start gives the seat's; not the name of the machine that this one is made on.
[ -s /etc/atelier/poste ] || write /etc/hostname <<<'atelier'
write /etc/fstab <<<'LABEL=atelier / ext4 errors=remount-ro,noatime 0 1'
write /etc/systemd/network/80-atelier.network <<'CONF'
# Every card by DHCP; without a server, an address of its own, which is enough between two seats.
[Match]
Name=e*

[Network]
DHCP=yes
LinkLocalAddressing=yes

[DHCPv4]
# Two cards may get the same address of the same server.
ClientIdentifier=mac
CONF
systemctl enable -q systemd-networkd systemd-resolved
# A machine without a network starts as fast as another.
systemctl disable -q systemd-networkd-wait-online.service
systemctl mask -q apt-daily.timer apt-daily-upgrade.timer man-db.timer

# Seats find one another by name, poste-07.local, where no server of names knows them.
install avahi-daemon libnss-mdns libnss-myhostname
