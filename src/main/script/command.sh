# The command line: ./gantry run, ps, logs, … A small JVM on the engine's own build; nothing else is started on the way to it.
# shellcheck shell=bash

# Short-lived: no second compiler, no collector's threads, no file of counters.
command_flags=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xmx128m --enable-native-access=ALL-UNNAMED)

# command_line WORD…: becomes the command.
command_line() {
    local file found='' java path flags=("${command_flags[@]}")
    for file in "$GANTRY_RUN_DIR/build" "$install_root/current"; do
        if [ -r "$file" ] && read -r found <"$file" && [ -r "$found/command-line" ]; then
            break
        fi
        found=
    done
    [ -n "$found" ] || die_as "$1" "nothing is built yet. To build and start the engine: ./gantry up"
    { read -r java && read -r path; } <"$found/command-line"
    [ -x "$java" ] || die_as "$1" "the JDK that Gantry was built with is gone ($java). To build it anew: ./gantry up"
    [ ! -s "$found/command-line.aot" ] || flags+=(-XX:AOTCache="$found/command-line.aot" -Xlog:disable)
    exec "$java" "${flags[@]}" -cp "$path" -Dgantry.version="${found##*/}" dev.gantry.cli.Main "${GANTRY_SOCKET:-$GANTRY_RUN_DIR/gantry.sock}" "$@"
}

# die_as WORD TEXT: with the code that Docker's command line has for an engine that can't be asked.
die_as() {
    say "gantry: $2"
    [ "$1" != run ] || exit 125
    exit 1
}

# prepare_command_line BUILD: writes down what starts the command line of this build.
prepare_command_line() {
    local app json
    app=$(ls "$1"/app/gantry-*.jar)
    json=$(ls "$1"/lib/main/com.fasterxml.jackson.core.jackson-core-*.jar)
    printf '%s\n%s:%s\n' "$JAVA_HOME/bin/java" "$app" "$json" >"$1/command-line"
}

# train_command_line BUILD SOCKET IMAGE: makes its AOT cache, with an engine that answers on the socket and has the image.
train_command_line() {
    local java path
    { read -r java && read -r path; } <"$1/command-line"
    timeout 60 "$java" "${command_flags[@]}" -XX:AOTCacheOutput="$1/command-line.aot" -cp "$path" dev.gantry.cli.Training "$2" "$3" >"$1/training-command-line.log" 2>&1 </dev/null || true
}
