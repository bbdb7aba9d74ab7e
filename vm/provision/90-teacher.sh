#!/usr/bin/env bash
# The teacher's machine only: the whole kit with the marking tool, its sandbox, a browser that prints, a folder in and a
# folder out.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

[ "$ATELIER_PROFILE" = enseignant ] || exit 0

install bubblewrap chromium fonts-liberation
whole=/home/etudiant/atelier-mqtt-enseignant
if [ ! -d "$whole" ]; then
    cp -r --no-preserve=ownership /run/atelier/enseignant "$whole"
    chown -R etudiant: "$whole"
fi
(cd "$whole" && offline etudiant cargo build --offline --quiet --bin grader --bin atelier)

for folder in entree sortie; do
    mkdir -p "/home/etudiant/$folder"
    chown etudiant: "/home/etudiant/$folder"
done
write /usr/local/bin/noter 755 <<'CONF'
#!/bin/sh
# Note les rendus du dossier « entree », écrit les rapports dans « sortie ». Les options sont celles de grader.
cd "$HOME/atelier-mqtt-enseignant" && exec cargo run --offline --quiet --bin grader -- "$HOME/entree" --sortie "$HOME/sortie" "$@"
CONF
# Signs a seat's certificate, with the key that no student's machine has.
mkdir -p /etc/atelier
if [ -s /run/atelier/autorite/autorite.key ]; then
    write /etc/atelier/autorite.key 640 </run/atelier/autorite/autorite.key
    chgrp etudiant /etc/atelier/autorite.key
fi
cp /run/provision/seat/atelier-certificat /usr/local/bin/atelier-certificat
chmod 755 /usr/local/bin/atelier-certificat
