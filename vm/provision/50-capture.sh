#!/usr/bin/env bash
# Wireshark and tshark, with the right to capture for the student.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

echo 'wireshark-common wireshark-common/install-setuid boolean true' | debconf-set-selections
install tshark wireshark libcap2-bin openssl
getent group wireshark >/dev/null || groupadd --system wireshark
chgrp wireshark /usr/bin/dumpcap
chmod 750 /usr/bin/dumpcap
setcap cap_net_raw,cap_net_admin=eip /usr/bin/dumpcap
usermod -aG wireshark etudiant
