#!/usr/bin/env bash
# The pages' Python clients.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

install python3 python3-paho-mqtt
