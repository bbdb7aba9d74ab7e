# shellcheck shell=bash
# What the machine gets from this repository: the kit, the class authority; for the teacher, the whole kit.

kit_version() {
    git -C "$REPOSITORY" describe --always --dirty 2>/dev/null || echo unknown
}

# $1: folder to fill; $2: profile; $3: a kit that is made already, or nothing.
gather() {
    local input=$1 profile=$2 kit=$3
    mkdir -p "$input"
    if [ -n "$kit" ]; then
        [ -d "$kit" ] || die "--kit $kit: there is no such folder"
        kit=$(realpath "$kit")
    fi
    # The kit of the last run may be asked for where that run has left it.
    [ "$kit" = "$input/kit" ] || rm -rf "$input/kit"
    find "$input" -mindepth 1 -maxdepth 1 ! -name kit -exec rm -rf {} +
    if [ -z "$kit" ]; then
        (cd "$REPOSITORY" && cargo x offline-kit --no-archive "$input/kit")
    elif [ "$kit" != "$input/kit" ]; then
        cp -r "$kit" "$input/kit"
    fi
    authority "$(dirname "$input")/autorite"
    # The key goes into the teacher's machine alone.
    mkdir "$input/autorite"
    cp "$(dirname "$input")/autorite/autorite.crt" "$input/autorite/"
    [ "$profile" = enseignant ] || return 0
    cp "$(dirname "$input")/autorite/autorite.key" "$input/autorite/"
    whole_kit "$input/enseignant" "$input/kit"
}

# The class authority, once: every image made in the same place trusts the same one.
authority() {
    local folder=$1
    [ ! -s "$folder/autorite.key" ] || return 0
    mkdir -p "$folder"
    openssl req -x509 -newkey rsa:2048 -nodes -days 1100 -subj '/CN=Autorite de la classe' \
        -keyout "$folder/autorite.key" -out "$folder/autorite.crt" 2>/dev/null
}

# $1: where; $2: the students' kit, whose crates are those of the whole kit too but for a few.
whole_kit() {
    local whole=$1
    mkdir "$whole"
    git -C "$REPOSITORY" archive HEAD | tar -x -C "$whole"
    (cd "$REPOSITORY" && cargo x offline-kit --vendor-only "$whole")
}

# Whatever the pack was made of, what students must not see is looked for in what was made.
no_secret() {
    local root=$1 found
    found=$(find "$root/home" "$root/srv" "$root/usr/local" "$root/etc/atelier" "$root/opt" \
        \( -path '*/solutions/[0-9]*' -o -path '*/grader/secret*' -o -name 'autorite.key' -o -path '*/book/guide/*' \) -print)
    [ -z "$found" ] || die "the students' machine holds what they must not see:
$found"
}
