#!/usr/bin/env bash
# The book for the browser, always; the kit's broker, on demand: at the first start, port 1883 is left to the lesson.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

write /etc/systemd/system/atelier-livre.service <<CONF
[Unit]
Description=Atelier MQTT : le livre, sur le port 3000

[Service]
ExecStart=/usr/bin/python3 -m http.server 3000 --directory $KIT/livre
User=etudiant
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only

[Install]
WantedBy=multi-user.target
CONF

# The host reaches a port of this machine through the card, hence 0.0.0.0; who else reaches it is decided by the host:
# nobody with address translation, the room with a bridge.
mkdir -p /usr/local/lib/atelier
[ -x /usr/local/lib/atelier/broker ] || strip -o /usr/local/lib/atelier/broker "$KIT/target/debug/broker"
write /etc/systemd/system/atelier-broker.service <<'CONF'
[Unit]
Description=Atelier MQTT : le broker du kit, sur le port 1883
# Un seul serveur par port : démarrer l’un arrête l’autre.
Conflicts=mosquitto.service

[Service]
ExecStart=/usr/local/lib/atelier/broker -v --bind 0.0.0.0
DynamicUser=yes
NoNewPrivileges=yes
ProtectSystem=strict

[Install]
WantedBy=multi-user.target
CONF
systemctl enable -q atelier-livre.service
systemctl disable -q atelier-broker.service
