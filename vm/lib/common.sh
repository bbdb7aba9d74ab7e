# shellcheck shell=bash
# What build-box and smoke-test share: names, sizes, and how a step is told and timed.

# The class machine. 10 GB are a limit, not what the image takes: the disk is sparse.
# shellcheck disable=SC2034 # read by those who source this file
readonly VM_NAME=atelier-mqtt DISK_SIZE=10G MEMORY_MIB=2048 CPUS=2 SUITE=trixie

# Each step's seconds, for the summary.
steps=()

say() { printf '%s\n' "$*" >&2; }

die() {
    say "error: $*"
    exit 1
}

# Runs a command as a named step and remembers how long it took. Not in a condition: `set -e` must hold within.
step() {
    local name=$1 start=$SECONDS
    shift
    say "=== $name"
    "$@"
    steps+=("$(printf '%5d s  %s' $((SECONDS - start)) "$name")")
}

summary() {
    printf '\n=== time of each step\n'
    printf '%s\n' "${steps[@]}"
}

need() {
    local missing=()
    for program in "$@"; do
        command -v "$program" >/dev/null || missing+=("$program")
    done
    [ ${#missing[@]} -eq 0 ] || die "not installed: ${missing[*]} (vm/README.md names the packages)"
}

need_root() {
    [ "$(id -u)" -eq 0 ] || die "this has to be root: sudo $0"
}
