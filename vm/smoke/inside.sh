#!/usr/bin/env bash
# What the nine hours need, tried in the machine itself, as the student and without any network. $1: a folder with the
# solution of an exercise (`exercise` holds its package's name, `folder` its folder, the rest is its src): the image has none.
set -euo pipefail
export LANG=fr_FR.UTF-8 CARGO_TERM_COLOR=never
. /etc/profile.d/atelier.sh
cd ~/atelier-mqtt
solution=$1
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Says how a check ended and how long it took; what it printed is shown when it failed.
check() {
    local name=$1 start=$SECONDS
    shift
    local outcome
    # Not as the condition of an `if`, within which a failing command stops nothing.
    set +e
    (set -e; "$@") >"$work/said" 2>&1
    outcome=$?
    set -e
    if [ "$outcome" -eq 0 ]; then
        printf 'ok    %4d s  %s\n' $((SECONDS - start)) "$name"
    else
        printf 'FAIL  %4d s  %s\n' $((SECONDS - start)) "$name"
        sed 's/^/      | /' "$work/said" | tail -25
        failed=$((failed + 1))
    fi
}

# Waits for a line in a file, at most two minutes: an emulated machine is slow.
wait_for() {
    for _ in $(seq 600); do
        grep -q -- "$1" "$2" 2>/dev/null && return 0
        sleep 0.2
    done
    echo "« $1 » never came in $2:"
    cat "$2"
    return 1
}

french() {
    grep -qxE 'CES?T' <<<"$(date +%Z)"
    grep -qx fr_FR.utf8 <<<"$(locale -a)"
    grep -qx 'XKBLAYOUT="fr"' /etc/default/keyboard
}

own_identity() {
    grep -q . /etc/atelier/poste
    [ "$(cat /proc/sys/kernel/hostname)" = "poste-$(cat /etc/atelier/poste)" ]
    sudo test -s /etc/ssh/ssh_host_ed25519_key
}

nothing_secret() {
    found=$(sudo find / -xdev \( -path '*/solutions/[0-9]*' -o -path '*/grader/secret*' -o -name autorite.key \) \
        -not -path "$solution/*" -print -quit)
    [ -z "$found" ] || { echo "$found"; return 1; }
}

no_way_out() {
    # An address that no machine has: whatever answers for it, or leads to it, is a way out.
    if ping -c 1 -W 2 192.0.2.1; then return 1; fi
    if apt-get -qq download hello 2>/dev/null; then return 1; fi
}

exercise_fails() {
    local outcome=0
    cargo test --offline -p "$(cat "$solution/exercise")" >"$work/test" 2>&1 || outcome=$?
    cat "$work/test"
    [ "$outcome" -ne 0 ]
    grep -q 'test result: FAILED' "$work/test"
}

exercise_passes() {
    local folder
    folder=exercises/$(cat "$solution/folder")
    cp -r "$folder/src" "$work/starter"
    cp "$solution"/src/* "$folder/src/"
    local outcome=0
    cargo test --offline -p "$(cat "$solution/exercise")" || outcome=$?
    cp "$work"/starter/* "$folder/src/"
    return "$outcome"
}

# $1: publisher, $2: subscriber; both take the options of mosquitto_pub and mosquitto_sub.
exchange() {
    local topic=poste/essai-$RANDOM
    # Line by line, or its first words would wait for more.
    stdbuf -oL "$2" -h 127.0.0.1 -t "$topic" -q 2 -C 1 -d >"$work/received" 2>&1 &
    local subscriber=$!
    wait_for SUBACK "$work/received"
    "$1" -h 127.0.0.1 -t "$topic" -q 2 -m 'bonjour à tous' -d
    wait "$subscriber"
    cat "$work/received"
    grep -q 'bonjour à tous' "$work/received"
    grep -q PUBREL "$work/received"
}

kit_broker() {
    sudo systemctl start atelier-broker
    for _ in $(seq 100); do
        (: </dev/tcp/127.0.0.1/1883) 2>/dev/null && break
        sleep 0.2
    done
    exchange pub sub
    sudo systemctl stop atelier-broker
}

mosquitto_installs() {
    if command -v mosquitto_pub; then return 1; fi
    sudo apt-get update
    sudo DEBIAN_FRONTEND=noninteractive apt-get install -y mosquitto mosquitto-clients
    systemctl is-active mosquitto
}

# Mosquitto as it is installed listens to this machine: the teacher's broker of a class of one.
room() {
    sudo atelier-poste 7
    atelier-salle poste 127.0.0.1
    atelier-salle bilan 127.0.0.1 7 >"$work/room" || true
    cat "$work/room"
    grep -q '^poste-07 kit .* | prêt' "$work/room"
    grep -q 'Postes qui n’ont rien dit : 01 02 03 04 05 06$' "$work/room"
}

paho() {
    cat >"$work/essai.py" <<'PY'
import paho.mqtt.client as mqtt

got = []

def on_connect(client, userdata, flags, reason, properties):
    client.subscribe("poste/paho", qos=2)

def on_subscribe(client, userdata, mid, reasons, properties):
    client.publish("poste/paho", "21.5", qos=2)

def on_message(client, userdata, message):
    got.append((message.payload, message.qos))
    client.disconnect()

client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_connect, client.on_subscribe, client.on_message = on_connect, on_subscribe, on_message
client.connect("127.0.0.1")
client.loop_forever()
assert got == [(b"21.5", 2)], got
PY
    timeout 120 python3 "$work/essai.py"
}

capture() {
    tshark -i lo -f 'tcp port 1883' -w "$work/essai.pcapng" -a duration:60 >"$work/tshark" 2>&1 &
    local capturing=$!
    wait_for Capturing "$work/tshark"
    # dumpcap opens its file once it hears the card.
    for _ in $(seq 300); do 
        [ ! -s "$work/essai.pcapng" ] || break
        sleep 0.2
    done
    sleep 2
    mosquitto_pub -t poste/capture -q 2 -m vu
    sleep 3
    kill -INT "$capturing"
    wait "$capturing" || true
    tshark -r "$work/essai.pcapng" -Y 'mqtt.msgtype == 7' | tee "$work/read"
    grep -q 'Publish Complete' "$work/read"
    logdump "$work/essai.pcapng" | tee "$work/dump" | tail -5
    grep -q PUBCOMP "$work/dump"
}

book() {
    curl -sf -o "$work/book" http://127.0.0.1:3000/
    grep -q 'Atelier MQTT' "$work/book"
    test -s /usr/share/doc/rust-web-doc/html/std/index.html
    test -s /usr/share/doc/rust-web-doc/html/book/index.html
}

doctor() {
    atelier doctor | tee "$work/doctor"
    if grep -q '^[!✗]' "$work/doctor"; then return 1; fi
}

check 'French, Paris, AZERTY' french
check 'seat and ssh keys of its own' own_identity
check 'no solution and no key inside' nothing_secret
check 'no way out to a network' no_way_out
check 'the exercise fails with its starter' exercise_fails
check 'the exercise passes with its solution' exercise_passes
check 'broker, pub and sub of the kit at QoS 2' kit_broker
check 'Mosquitto installs from the repository on the disk' mosquitto_installs
check 'tour of the room, with the teacher on this seat' room
check 'Mosquitto and its clients at QoS 2' exchange mosquitto_pub mosquitto_sub
check 'paho-mqtt at QoS 2' paho
check 'tshark captures, logdump reads the capture' capture
check 'the book and the documentation of Rust' book
check 'atelier doctor is all green' doctor

[ "$failed" -eq 0 ] || { echo "$failed failed"; exit 1; }
echo 'all passed'
