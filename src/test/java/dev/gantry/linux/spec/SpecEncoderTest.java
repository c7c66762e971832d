package dev.gantry.linux.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gantry.linux.Fd;
import dev.gantry.linux.OpenFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpecEncoderTest {
    private static final String ID = "ab".repeat(32);

    @Test
    void fieldsHaveATagAZeroALengthAndThePayload() {
        assertArrayEquals(new byte[] {4, 0, 0, 0, 2, 0, 0, 0, 'h', 'i', 33, 0, 0, 0, 4, 0, 0, 0, -1, -1, -1, -1},
                new Fields().string(4, "hi").u32(33, -1).toBytes());
    }

    @Test
    void aSpecStartsWithItsMagicVersionAndLength() {
        ByteBuffer spec = ByteBuffer.wrap(SpecEncoder.encode(container().build()).bytes()).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[4];
        spec.get(magic);
        assertEquals("GSPC", new String(magic, StandardCharsets.US_ASCII));
        assertEquals(1, spec.getInt());
        assertEquals(spec.remaining() - 4, spec.getInt());
    }

    @Test
    void descriptorsGetIndexesFromTwoInTheOrderOfTheirUse() {
        try (Fd one = OpenFile.path(Path.of("/")); Fd two = OpenFile.path(Path.of("/tmp"))) {
            SpecEncoder.Encoded encoded = SpecEncoder.encode(container()
                    .joinNamespaces(List.of(new JoinNamespace(Namespace.NETWORK, one)))
                    .mounts(List.of(Mount.bind(two, "/data", 0))).build());
            assertEquals(List.of(one, two), encoded.descriptors());
            assertArrayEquals(new byte[] {0, 0, 0, 0x40, 2, 0, 0, 0}, field(encoded.bytes(), SpecTag.JOIN_NAMESPACE));
            assertArrayEquals(new byte[] {3, 0, 0, 0}, field(concat(new byte[12], field(encoded.bytes(), SpecTag.MOUNT)), 7));
        }
    }

    @Test
    void anArgumentCannotSmuggleAZeroByte() {
        assertThrows(IllegalArgumentException.class, () -> new Fields().string(1, "a\0b"));
    }

    private static ContainerSpec.Builder container() {
        return ContainerSpec.builder(ID, 3, ProcessSpec.builder(List.of("true"), List.of("A=b")).build(),
                        new RootFilesystem.Bind(Path.of("/nowhere"), RootFilesystem.SLAVE))
                .newNamespaces(Set.of(Namespace.MOUNT, Namespace.PID))
                .log(new LogTarget.Blocking(Path.of("/l"), LogTarget.DEFAULT_SEGMENT_BYTES, 0))
                .stateDir(Path.of("/s")).exitFile(Path.of("/e"));
    }

    private static byte[] concat(byte[] head, byte[] tail) {
        return ByteBuffer.allocate(head.length + tail.length).put(head).put(tail).array();
    }

    private static byte[] field(byte[] spec, int wanted) {
        ByteBuffer buffer = ByteBuffer.wrap(spec).order(ByteOrder.LITTLE_ENDIAN).position(12);
        List<Integer> seen = new ArrayList<>();
        while (buffer.hasRemaining()) {
            int tag = buffer.getShort();
            buffer.getShort();
            byte[] payload = new byte[buffer.getInt()];
            buffer.get(payload);
            seen.add(tag);
            if (tag == wanted) {
                return payload;
            }
        }
        throw new AssertionError("no field " + wanted + " among " + seen);
    }
}
