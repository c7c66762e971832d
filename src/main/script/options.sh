# What the JVM of the engine is started with.
# shellcheck shell=bash

# The same flags make the AOT cache and use it: it fits no other collector and no other object headers. A young generation of 16 MB is what an idle engine keeps; without
# the last flag the JVM moves the whole cache to an address of chance, and 40 MB of the file's pages become its own. No performance counters: a killed JVM leaves their file in /tmp. Large pages
# spare the processor looking up addresses, which in a virtual machine takes twice as many steps, where the machine allows programs to ask for them. The first compiler alone: what the
# second one makes comes late and costs memory, and code that is to be made by it is slower until then, since it counts; digests of content are OpenSSL's (dev.gantry.linux.crypto).
java_flags=(-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms32m -Xmn16m -Xmx512m -XX:-UsePerfData -XX:+UseTransparentHugePages -XX:TieredStopAtLevel=1
    --enable-native-access=ALL-UNNAMED -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0)

# write_options BUILD PLACE: the JVM's options for the build, which will stand at PLACE, as a file that `java @FILE` reads.
write_options() {
    local native=$2/native
    unpack_libraries "$1" || say "the engine unpacks its native libraries into /tmp at each start"
    printf '%s\n' "${java_flags[@]}" >"$1/java.options"
    [ ! -d "$1/native" ] || printf '"%s"\n' -Djava.library.path="$native" -Djna.boot.library.path="$native" -Djna.nounpack=true \
        -Dorg.sqlite.lib.path="$native" -Dorg.sqlite.lib.name=libsqlitejdbc.so -DZstdNativePath="$native/libzstd-jni.so" >>"$1/java.options"
}

# unpack_libraries BUILD: what each library would unpack into /tmp at every start, and leave there when the engine is killed.
unpack_libraries() {
    local jna netty sqlite zstd
    case $(uname -m) in
        x86_64) sqlite=x86_64 jna=linux-x86-64 netty=x86_64 zstd=amd64 ;;
        aarch64) sqlite=aarch64 jna=linux-aarch64 netty=aarch_64 zstd=aarch64 ;;
        *) return 1 ;;
    esac
    unpack_library "$1" org.xerial.sqlite-jdbc- "org/sqlite/native/Linux/$sqlite/libsqlitejdbc.so" libsqlitejdbc.so &&
        unpack_library "$1" net.java.dev.jna.jna- "com/sun/jna/$jna/libjnidispatch.so" libjnidispatch.so &&
        unpack_library "$1" "io.netty.netty-transport-native-epoll-" "META-INF/native/libnetty_transport_native_epoll_$netty.so" "libnetty_transport_native_epoll_$netty.so" &&
        unpack_library "$1" com.github.luben.zstd-jni- "linux/$zstd/libzstd-jni-*.so" libzstd-jni.so && return
    rm -rf "$1/native"
    return 1
}

# unpack_library BUILD JAR ENTRY NAME: the entry of the jar whose name begins so and which has it; the entry may be a pattern.
unpack_library() {
    local jar entry
    mkdir -p "$1/native"
    for jar in "$1"/lib/main/"$2"*.jar; do
        # shellcheck disable=SC2254  # a pattern is meant
        while read -r entry; do
            case $entry in
                $3)
                    (cd "$1/native" && "$JAVA_HOME/bin/jar" xf "$jar" "$entry" && mv "$entry" "$4" && rm -rf "./${entry%%/*}")
                    return
                    ;;
            esac
        done < <("$JAVA_HOME/bin/jar" tf "$jar")
    done
    return 1
}
