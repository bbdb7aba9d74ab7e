# shellcheck shell=bash
# What the scripts of this folder share. Each may be run again: it leaves what is already right as it is.

# Packages without what they only recommend; those that are there cost a second and no network.
install() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] || apt-get install -qq -y --no-install-recommends "${missing[@]}"
}

# Writes standard input to a file, with the folders above it; $2: its mode.
write() {
    mkdir -p "$(dirname "$1")"
    cat >"$1"
    chmod "${2:-644}" "$1"
}

# Runs a command as a user, and without any network.
offline() {
    local user=$1
    shift
    unshare --net -- runuser -u "$user" -- env HOME="/home/$user" LANG=fr_FR.UTF-8 "$@"
}

# shellcheck disable=SC2034 # read by the scripts
readonly KIT=/home/etudiant/atelier-mqtt
