# What the machine has, and what it is given: a JDK 25, tools, packages.
# shellcheck shell=bash

java_wanted=25

need_root() { [ "$(id -u)" = 0 ] || die "needs root, as containers do: sudo ./gantry ${words[*]}"; }

# java_home_of PROGRAM: the home of a java program, symlinks followed.
java_home_of() { dirname "$(dirname "$(readlink -f "$1")")"; }

# java_version_of HOME: the feature number, such as 25, or nothing.
java_version_of() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true; }

is_jdk() {
    local version
    [ -x "$1/bin/javac" ] || return 1
    version=$(java_version_of "$1")
    [ "${version:-0}" -ge "$java_wanted" ]
}

# Prints the home of the first JDK that is new enough: JAVA_HOME, then the PATH, then /usr/lib/jvm.
find_jdk() {
    local home java
    if [ -n "${JAVA_HOME-}" ]; then
        if is_jdk "$JAVA_HOME"; then
            printf '%s' "$JAVA_HOME"
            return
        fi
        say "JAVA_HOME=$JAVA_HOME is no JDK $java_wanted or newer: looking elsewhere"
    fi
    if java=$(type -P javac); then
        home=$(java_home_of "$java")
        if is_jdk "$home"; then
            printf '%s' "$home"
            return
        fi
    fi
    for home in "${GANTRY_JVM_DIR:-/usr/lib/jvm}"/*/; do
        if is_jdk "${home%/}"; then
            printf '%s' "${home%/}"
            return
        fi
    done
    return 1
}

# Sets and exports JAVA_HOME to a JDK that is new enough, installing one where the distribution has it.
need_jdk() {
    local home package
    if ! home=$(find_jdk); then
        for package in openjdk-$java_wanted-jdk-headless temurin-$java_wanted-jdk; do
            can_install "$package" && install_packages "$package" && break
        done
        home=$(find_jdk) || die "there is no JDK $java_wanted here, and this system's packages have none. Install one:
  Debian 13 with backports, Ubuntu 25.10 or newer:  apt-get install openjdk-$java_wanted-jdk-headless
  any other: unpack a JDK $java_wanted for Linux (Eclipse Temurin, for example) to /usr/lib/jvm/jdk-$java_wanted
then type ./gantry ${words[*]} again. A JDK that lies elsewhere is found by JAVA_HOME."
    fi
    export JAVA_HOME=$home
}

can_install() {
    type -P apt-get >/dev/null && [ "$(id -u)" = 0 ] || return 1
    refresh_packages
    apt-cache show "$1" >/dev/null 2>&1
}

packages_fresh=
refresh_packages() {
    [ -z "$packages_fresh" ] || return 0
    packages_fresh=yes
    apt-get update -qq >/dev/null 2>&1 || say "apt-get update failed: going on with the package lists that are there"
}

# install_packages PACKAGE…: with apt, asking nothing, and starting none of the services they bring.
install_packages() {
    local policy=/usr/sbin/policy-rc.d made='' code=0
    if [ "$(id -u)" != 0 ] || ! type -P apt-get >/dev/null; then
        die "missing on this machine: $*; install it with your system's package program and try again"
    fi
    refresh_packages
    say "installing $*"
    if [ ! -e $policy ]; then
        printf '#!/bin/sh\nexit 101\n' >$policy && chmod 755 $policy && made=yes
    fi
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" </dev/null >/dev/null || code=$?
    [ -z "$made" ] || rm -f $policy
    [ $code = 0 ] || die "apt-get could not install $* (above is what it said)"
}

# need_program PROGRAM PACKAGE …: pairs; what is missing is installed in one go.
need_program() {
    local missing=()
    while [ $# -gt 0 ]; do
        type -P "$1" >/dev/null || missing+=("$2")
        shift 2
    done
    [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
}

# need_file FILE PACKAGE …: as need_program, for what is no program in the PATH.
need_file() {
    local missing=()
    while [ $# -gt 0 ]; do
        [ -e "$1" ] || missing+=("$2")
        shift 2
    done
    [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
}

need_build_tools() {
    need_jdk
    need_program mvn maven gcc gcc make make curl curl
    printf 'int main(void){return 0;}' | gcc -static -x c -o /dev/null - 2>/dev/null || install_packages libc6-dev
}
