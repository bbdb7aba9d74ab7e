# shellcheck shell=bash
# The root file system started with its own systemd, without a kernel and a disk of its own: the quick trial of a change.

# $1: root; $2: the script of vm/smoke to run in it; $3: what the script is given, a folder. Nothing is written into the root: changes go
# to memory.
smoke_in_nspawn() {
    local root=$1 script=$2 given=$3 work container leader
    work=$(mktemp -d)
    cp -r "$given" "$work/given"
    chmod -R a+rX "$work"
    SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 systemd-nspawn --quiet -D "$root" --boot --register=no --keep-unit \
        --private-network --volatile=overlay --console=pipe --timezone=off \
        --bind-ro="$work/given:/mnt/given" --bind-ro="$REPOSITORY/vm/smoke:/mnt/smoke" \
        systemd.unit=multi-user.target >"$work/console" 2>&1 &
    container=$!
    # shellcheck disable=SC2064 # now, not then
    trap "kill $container 2>/dev/null || true; rm -rf '$work'" EXIT
    leader=$(leader_of "$container")
    say "systemd of the machine is process $leader"
    within "$leader" systemctl is-system-running --wait >&2 || within "$leader" systemctl --failed >&2 || true
    within "$leader" runuser -u etudiant -- bash "/mnt/smoke/$script" /mnt/given
    # An orderly stop; the trap is for all other ends.
    within "$leader" systemctl poweroff || true
    wait "$container" || true
    trap - EXIT
    rm -rf "$work"
}

# The first process of the machine, once its manager answers.
leader_of() {
    local child state
    for _ in $(seq 300); do
        child=$(pgrep -P "$1" | head -1) || true
        # It leaves with 1 for all that is not yet, or not quite, running.
        state=''
        [ -z "$child" ] || state=$(within "$child" systemctl is-system-running 2>/dev/null) || true
        case $state in
            starting | running | degraded)
                echo "$child"
                return 0
                ;;
        esac
        sleep 0.2
    done
    die "the machine did not start: $(tail -5 "$work/console")"
}

within() {
    local leader=$1
    shift
    nsenter -t "$leader" -a -- env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        HOME=/home/etudiant USER=etudiant TERM=dumb "$@"
}
