# shellcheck shell=bash
# What the scripts share; sourced by its absolute path, never run. Defines `project` and `scripts`, and puts Swift on
# PATH where it is in a usual place. Starts no process: scripts/deskferry comes through here at every call.

scripts=${BASH_SOURCE[0]%/*}
project=${scripts%/*}

# Exit codes, as in sysexits.h and in the program itself.
export EX_UNAVAILABLE=69 EX_SOFTWARE=70 EX_NOPERM=77

say() { printf '%s\n' "$*" >&2; }

die() {
    local code=$1
    shift
    say "$@"
    exit "$code"
}

if ! command -v swift >/dev/null; then
    for folder in /opt/swift/usr/bin "${SWIFTLY_BIN_DIR:-$HOME/.local/share/swiftly/bin}"; do
        if [[ -x $folder/swift ]]; then
            PATH=$folder:$PATH
            export PATH
            break
        fi
    done
fi

# True while nothing under Sources changed since the last good build. The time that counts is when that build began
# (kept as a file), not the binary's own: an edit made during a build is then never missed. A folder's time changes
# with its list of files, so deletions are seen too.
is_current() {
    local binary=$1 stamp=$2
    [[ -x $binary && -e $stamp ]] &&
        [[ -z $(find "$project/Package.swift" "$project/Sources" -newer "$stamp" -print -quit) ]]
}

# build_release SCRATCH [OPTION…]: the release binary in SCRATCH, built only if needed; the build's output is shown only
# if it fails.
build_release() {
    local scratch=$1
    shift
    local binary=$scratch/release/deskferry stamp=$scratch/deskferry-release.stamp log=$scratch/deskferry-release.log
    is_current "$binary" "$stamp" && return

    "$scripts/setup"
    mkdir -p "$scratch"
    if [[ -x $binary ]]; then
        say "deskferry: building the changed sources …"
    else
        say "deskferry: first build, this takes some minutes …"
    fi
    touch "$stamp.new"
    if ! swift build --package-path "$project" --scratch-path "$scratch" -c release --product deskferry "$@" \
        </dev/null >"$log" 2>&1; then
        cat "$log" >&2
        die "$EX_SOFTWARE" "deskferry: the build failed; its output is above and in $log"
    fi
    mv "$stamp.new" "$stamp"
}

# Prints the folder of the Python environment that scripts/setup --bench makes; other requirements, another folder.
bench_environment() {
    local version
    version=$(cat "$scripts"/benchmark/requirements*.txt | cksum)
    echo "${XDG_CACHE_HOME:-$HOME/.cache}/deskferry/bench-${version%% *}"
}
