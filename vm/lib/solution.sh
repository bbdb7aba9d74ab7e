# shellcheck shell=bash
# What the machine must not hold, for the checks that need it.

# $1: a folder to fill with the solution of the first exercise on packets, its package's name and its folder's.
solution() {
    local folder=$1 exercise
    exercise=$(basename "$(find "$REPOSITORY/exercises" -maxdepth 1 -name '01-*')")
    mkdir -p "$folder"
    echo "exercise-${exercise%%-*}" >"$folder/exercise"
    echo "$exercise" >"$folder/folder"
    cp -r "$REPOSITORY/solutions/$exercise/src" "$folder/src"
}
