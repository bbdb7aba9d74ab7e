#!/usr/bin/env bash
# What a teacher does with the teacher's machine, tried in it as the user and without any network. $1: submissions of a class.
set -euo pipefail
export LANG=fr_FR.UTF-8 CARGO_TERM_COLOR=never
. /etc/profile.d/atelier.sh
said=$(mktemp)
cd "$HOME"

# Says how a check ended; what it printed is shown when it failed, and nothing more is tried.
check() {
    local name=$1 start=$SECONDS
    shift
    if "$@" >"$said" 2>&1; then
        printf 'ok    %4d s  %s\n' $((SECONDS - start)) "$name"
    else
        printf 'FAIL  %4d s  %s\n' $((SECONDS - start)) "$name"
        sed 's/^/      | /' "$said" | tail -25
        exit 1
    fi
}

no_way_out() {
    # An address that no machine has: whatever answers for it, or leads to it, is a way out.
    if ping -c 1 -W 2 192.0.2.1; then return 1; fi
    if apt-get -qq download hello 2>/dev/null; then return 1; fi
}

is_marked() {
    cp -r "$1"/. entree/ && noter &&
        [ "$(grep -c . sortie/notes.csv)" -ge 10 ] && [ -s sortie/index.html ] && ! grep -q 'sans bac à sable' sortie/index.html
}

is_printed() {
    chromium --headless --no-sandbox --disable-gpu --print-to-pdf="$HOME/sortie/classe.pdf" "file://$HOME/sortie/index.html" &&
        [ "$(head -c 4 sortie/classe.pdf)" = %PDF ]
}

is_signed() {
    (cd "$(mktemp -d)" && atelier-certificat poste-07 && openssl verify -CAfile /etc/atelier/autorite.crt ./*.crt)
}

check 'no way out to a network' no_way_out
check 'the class in « entree » is marked, in the sandbox, into « sortie »' is_marked "$1"
check 'its page is printed' is_printed
check 'the certificate of a seat is signed by the authority of the class' is_signed
echo 'all passed'
