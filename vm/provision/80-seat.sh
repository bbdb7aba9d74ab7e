#!/usr/bin/env bash
# What makes a machine of the room one of its own, at its first start: ssh keys and seat number.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

mkdir -p /etc/atelier
cp /run/provision/seat/atelier-poste /usr/local/sbin/atelier-poste
cp /run/provision/seat/atelier-salle /usr/local/bin/atelier-salle
cp /run/provision/seat/premier-demarrage /usr/local/lib/atelier/premier-demarrage
chmod 755 /usr/local/sbin/atelier-poste /usr/local/bin/atelier-salle /usr/local/lib/atelier/premier-demarrage
write /etc/systemd/system/atelier-premier-demarrage.service <<'CONF'
[Unit]
Description=Atelier MQTT : clés ssh et numéro de poste
Before=ssh.service systemd-hostnamed.service avahi-daemon.service lightdm.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/local/lib/atelier/premier-demarrage

[Install]
WantedBy=multi-user.target
CONF
systemctl enable -q atelier-premier-demarrage.service

# The class authority's certificate; its key is with the teacher.
if [ -s /run/atelier/autorite/autorite.crt ]; then
    write /etc/atelier/autorite.crt </run/atelier/autorite/autorite.crt
fi
