package dev.gantry.linux.spec;

import dev.gantry.linux.Fd;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes a spec as the runner reads it, and collects the descriptors that it refers to by index (docs/formats.md, section 3).
 */
public final class SpecEncoder {
    /** Index of the first descriptor of a spec in the START message. */
    private static final int FIRST_DESCRIPTOR = 2;
    private static final byte[] MAGIC = "GSPC".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int CONTAINER = 1;
    private static final int EXEC = 2;

    private final Fields fields = new Fields();
    private final List<Fd> descriptors = new ArrayList<>();

    private SpecEncoder() {
    }

    /** The bytes of a spec, and the descriptors in the order of their indexes, which stay their owners'. */
    public record Encoded(byte[] bytes, List<Fd> descriptors) {
    }

    /** Encodes a container. */
    public static Encoded encode(ContainerSpec spec) {
        SpecEncoder encoder = new SpecEncoder();
        encoder.container(spec);
        return encoder.finish();
    }

    /** Encodes an exec. */
    public static Encoded encode(ExecSpec spec) {
        SpecEncoder encoder = new SpecEncoder();
        encoder.exec(spec);
        return encoder.finish();
    }

    /** Encodes what most containers have, for the runner to make before it knows for which. */
    public static byte[] encodeUsual() {
        SpecEncoder encoder = new SpecEncoder();
        ContainerDefaults.mounts(ContainerDefaults.SHM_BYTES, false).forEach(encoder::mount);
        ContainerDefaults.devices().forEach(encoder::device);
        ContainerDefaults.links().forEach(encoder::link);
        return encoder.finish().bytes();
    }

    private void container(ContainerSpec spec) {
        fields.string(SpecTag.ID, spec.id()).u32(SpecTag.RUN, spec.run()).u8(SpecTag.KIND, CONTAINER);
        process(spec.process(), spec.readOnlyRoot() ? SpecTag.OPTION_READONLY_ROOT : 0);
        spec.hostname().ifPresent(name -> fields.string(SpecTag.HOSTNAME, name));
        spec.domainname().ifPresent(name -> fields.string(SpecTag.DOMAINNAME, name));
        fields.u32(SpecTag.NAMESPACES, spec.newNamespaces().stream().mapToInt(Namespace::flag).reduce(0, (a, b) -> a | b));
        for (JoinNamespace join : spec.joinNamespaces()) {
            fields.bytes(SpecTag.JOIN_NAMESPACE,
                    Fields.buffer(8).putInt(join.namespace().flag()).putInt(index(join.descriptor())).array());
        }
        if (spec.loopback()) {
            fields.mark(SpecTag.LOOPBACK);
        }
        root(spec.root());
        spec.mounts().forEach(this::mount);
        spec.devices().forEach(this::device);
        spec.links().forEach(this::link);
        spec.masked().forEach(path -> fields.string(SpecTag.MASKED, path));
        spec.readOnly().forEach(path -> fields.string(SpecTag.READONLY, path));
        spec.sysctls().forEach((key, value) -> fields.string(SpecTag.SYSCTL, key + "=" + value));
        spec.cgroups().forEach(this::cgroup);
        spec.oomFile().ifPresent(file -> fields.string(SpecTag.OOM_FILE, file.toString()));
        log(spec.log());
        fields.string(SpecTag.STATE_DIR, spec.stateDir().toString()).string(SpecTag.EXIT_FILE, spec.exitFile().toString());
    }

    private void exec(ExecSpec spec) {
        fields.string(SpecTag.ID, spec.id()).u32(SpecTag.RUN, ExecSpec.RUN).u8(SpecTag.KIND, EXEC);
        process(spec.process(), 0);
        fields.u32(SpecTag.TARGET, index(spec.target()));
        spec.cgroups().forEach(this::cgroup);
        fields.string(SpecTag.STATE_DIR, spec.stateDir().toString()).string(SpecTag.EXIT_FILE, spec.exitFile().toString());
    }

    private void process(ProcessSpec process, long options) {
        process.args().forEach(argument -> fields.string(SpecTag.ARG, argument));
        process.env().forEach(variable -> fields.string(SpecTag.ENV, variable));
        fields.string(SpecTag.CWD, process.cwd());
        identity(process.user().user(), SpecTag.UID, SpecTag.USER_NAME);
        process.user().group().ifPresent(group -> identity(group, SpecTag.GID, SpecTag.GROUP_NAME));
        process.user().extraGroups().forEach(group -> identity(group, SpecTag.EXTRA_GID, SpecTag.EXTRA_GROUP_NAME));
        fields.u64(SpecTag.OPTIONS, options
                | (process.tty() ? SpecTag.OPTION_TTY : 0)
                | (process.stdin() ? SpecTag.OPTION_STDIN : 0)
                | (process.noNewPrivileges() ? SpecTag.OPTION_NO_NEW_PRIVILEGES : 0)
                | (process.stdinOnce() ? SpecTag.OPTION_STDIN_ONCE : 0));
        CapabilitySets sets = process.capabilities();
        fields.bytes(SpecTag.CAPABILITIES, Fields.buffer(40).putLong(sets.bounding()).putLong(sets.effective())
                .putLong(sets.permitted()).putLong(sets.inheritable()).putLong(sets.ambient()).array());
        process.seccomp().ifPresent(filter -> {
            byte[] program = new byte[filter.program().remaining()];
            filter.program().get(program);
            fields.bytes(SpecTag.SECCOMP, program);
        });
        for (Rlimit limit : process.rlimits()) {
            fields.bytes(SpecTag.RLIMIT,
                    Fields.buffer(20).putInt(limit.resource().ordinal()).putLong(limit.soft()).putLong(limit.hard()).array());
        }
        process.windowSize().ifPresent(size -> fields.bytes(SpecTag.ROWS_COLUMNS,
                Fields.buffer(4).putShort((short) size.rows()).putShort((short) size.columns()).array()));
        process.oomScoreAdj().ifPresent(value -> fields.u32(SpecTag.OOM_SCORE_ADJ, value));
    }

    private void identity(Identity identity, int numberTag, int nameTag) {
        switch (identity) {
            case Identity.Number(long id) -> fields.u32(numberTag, id);
            case Identity.Name(String name) -> fields.string(nameTag, name);
        }
    }

    private void root(RootFilesystem root) {
        fields.nested(SpecTag.ROOT, inner -> {
            switch (root) {
                case RootFilesystem.Overlay overlay -> {
                    inner.string(1, overlay.upper().toString()).string(2, overlay.work().toString());
                    overlay.lower().forEach(layer -> inner.string(3, layer.toString()));
                }
                case RootFilesystem.Bind bind -> inner.string(5, bind.directory().toString());
            }
            inner.u64(4, root.propagation());
        });
    }

    private void link(Link link) {
        fields.nested(SpecTag.LINK, inner -> inner.string(1, link.target()).string(2, link.path()));
    }

    private void mount(Mount mount) {
        fields.nested(SpecTag.MOUNT, inner -> {
            mount.source().ifPresent(source -> inner.string(1, source));
            inner.string(2, mount.target()).string(3, mount.type()).u64(4, mount.flags());
            mount.data().ifPresent(data -> inner.string(5, data));
            if (mount.propagation() != 0) {
                inner.u64(6, mount.propagation());
            }
            mount.sourceFd().ifPresent(fd -> inner.u32(7, index(fd)));
            if (mount.optional()) {
                inner.mark(8);
            }
            if (mount.recursiveReadOnly()) {
                inner.mark(9);
            }
            if (mount.copyUp()) {
                inner.mark(10);
            }
            if (mount.mode() != 0) {
                inner.u32(11, mount.mode());
            }
        });
    }

    private void device(Device device) {
        fields.nested(SpecTag.DEVICE, inner -> inner.string(1, device.path()).u32(2, device.mode()).u32(3, device.major())
                .u32(4, device.minor()).u32(5, device.uid()).u32(6, device.gid()));
    }

    private void cgroup(CgroupEntry entry) {
        fields.nested(SpecTag.CGROUP, inner -> {
            inner.string(1, entry.path().toString());
            for (CgroupEntry.Write write : entry.writes()) {
                inner.nested(2, value -> {
                    value.string(1, write.file()).string(2, write.value());
                    if (write.optional()) {
                        value.mark(3);
                    }
                });
            }
            if (entry.joinOnly()) {
                inner.mark(3);
            }
            if (entry.unified()) {
                inner.mark(4);
            }
            if (entry.kill()) {
                inner.mark(5);
            }
        });
    }

    private void log(LogTarget target) {
        fields.nested(SpecTag.LOG, inner -> {
            switch (target) {
                case LogTarget.Blocking log ->
                    inner.string(1, log.directory().toString()).u64(2, log.segmentBytes()).u32(3, log.keepSegments()).u8(4, 1);
                case LogTarget.NonBlocking log ->
                    inner.string(1, log.directory().toString()).u64(2, log.segmentBytes()).u32(3, log.keepSegments()).u8(4, 2)
                            .u64(5, log.bufferBytes());
                case LogTarget.None none -> inner.u8(4, 3).u64(5, none.bufferBytes());
            }
        });
    }

    private int index(Fd descriptor) {
        descriptors.add(descriptor);
        return FIRST_DESCRIPTOR + descriptors.size() - 1;
    }

    private Encoded finish() {
        byte[] content = fields.toBytes();
        byte[] bytes = Fields.buffer(12 + content.length).put(MAGIC).putInt(VERSION).putInt(content.length).put(content).array();
        return new Encoded(bytes, List.copyOf(descriptors));
    }
}
