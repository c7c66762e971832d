# Where one engine keeps things and listens: an option, else the variable, else the configuration file, else the default.
# shellcheck shell=bash

words=()

say() { printf '%s\n' "$*" >&2; }
die() { say "gantry: $*"; exit 1; }

# read_settings ARGUMENT…: exports the GANTRY_ variables that were given and leaves the command and what follows it in $words.
read_settings() {
    while [ $# -gt 0 ]; do
        case $1 in
            --help | -h) words+=(help); shift ;;
            -H)
                [ $# -ge 2 ] || die "the option -H needs a value (./gantry help)"
                set_option --host "$2"
                shift 2
                ;;
            --vm) words+=("$1"); shift ;;
            --*=*) set_option "${1%%=*}" "${1#*=}"; shift ;;
            --*)
                [ $# -ge 2 ] || die "the option $1 needs a value (./gantry help)"
                set_option "$1" "$2"
                shift 2
                ;;
            restart)
                if is_docker_restart "${@:2}"; then
                    words+=("$@")
                    break
                fi
                words+=("$1")
                shift
                ;;
            help) words+=("$@"); break ;;
            up | down | status | test) words+=("$1"); shift ;;
            *) words+=("$@"); break ;;
        esac
    done
    [ ${#words[@]} -gt 0 ] || words=(help)
    case ${words[0]}:${#words[@]} in
        up:1 | down:1 | status:1 | test:1) ;;
        test:2) [ "${words[1]}" = --vm ] || die "test takes --vm and nothing else: ${words[*]}" ;;
        up:* | down:* | status:* | test:*) die "one command at a time, without further words: ${words[*]}" ;;
    esac
    read_config_file
    : "${GANTRY_DATA_ROOT:=/var/lib/gantry}" "${GANTRY_RUN_DIR:=/run/gantry}" "${GANTRY_LISTEN:=127.0.0.1:8080}"
    make_absolute GANTRY_DATA_ROOT
    make_absolute GANTRY_RUN_DIR
    export GANTRY_DATA_ROOT GANTRY_RUN_DIR GANTRY_LISTEN
}

# Whether what stands behind `restart` means containers: anything but the engine's own options.
is_docker_restart() {
    case ${1-} in
        '' | --data-root* | --run-dir* | --socket* | --listen* | --bridge* | --cgroup-parent* | --config*) return 1 ;;
    esac
}

# make_absolute VARIABLE: without another process where the path is plain already.
make_absolute() {
    case ${!1} in
        *//* | */./* | */../* | */. | */..) ;;
        /*) return ;;
    esac
    printf -v "$1" '%s' "$(realpath -m "${!1}")"
}

set_option() {
    case $1 in
        --data-root) export GANTRY_DATA_ROOT=$2 ;;
        --run-dir) export GANTRY_RUN_DIR=$2 ;;
        --socket) export GANTRY_SOCKET=$2 && make_absolute GANTRY_SOCKET ;;
        --host)
            case $2 in unix://?*) set_option --socket "${2#unix://}" ;; *) die "the command line speaks to a unix socket only: unix:///path, not $2" ;; esac
            ;;
        --listen) export GANTRY_LISTEN=$2 ;;
        --bridge) export GANTRY_BRIDGE=$2 ;;
        --cgroup-parent) export GANTRY_CGROUP_PARENT=$2 ;;
        --config) GANTRY_CONFIG=$(realpath -m "$2") && export GANTRY_CONFIG ;;
        *) die "there is no option $1 (./gantry help)" ;;
    esac
}

# The engine reads the file itself; here only what this script needs to find the engine.
read_config_file() {
    local file=${GANTRY_CONFIG:-/etc/gantry/gantry.conf}
    if [ ! -r "$file" ]; then
        [ -z "${GANTRY_CONFIG-}" ] || die "can't read the configuration file $file"
        return 0
    fi
    from_file GANTRY_DATA_ROOT data-root "$file"
    from_file GANTRY_RUN_DIR run-dir "$file"
    from_file GANTRY_SOCKET socket "$file"
    from_file GANTRY_LISTEN listen "$file"
}

# from_file VARIABLE KEY FILE: sets the variable unless it is set.
from_file() {
    local value
    [ -z "${!1-}" ] || return 0
    value=$(sed -n "s/^[[:space:]]*$2[[:space:]]*[=:][[:space:]]*//p" "$3" | tail -n 1 | sed 's/[[:space:]]*$//')
    [ -z "$value" ] || export "$1=$value"
}

socket_path() { printf '%s' "${GANTRY_SOCKET:-$GANTRY_RUN_DIR/gantry.sock}"; }
