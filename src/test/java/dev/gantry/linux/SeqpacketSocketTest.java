package dev.gantry.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SeqpacketSocketTest {
    private final Poller poller = Poller.start();
    private final Fd[] pair = SeqpacketSocket.pair();
    private final SeqpacketSocket here = new SeqpacketSocket(poller, pair[0], () -> { });
    private final SeqpacketSocket there = new SeqpacketSocket(poller, pair[1], () -> { });

    @AfterEach
    void close() {
        here.close();
        there.close();
        poller.close();
    }

    @Test
    void aMessageArrivesWholeWithItsDescriptors() throws Exception {
        try (Fd memory = Memfd.sealed("test", "content".getBytes())) {
            here.send(new byte[SeqpacketSocket.MAX_MESSAGE - 1], List.of(memory, memory));
        }
        Datagram datagram = there.receive();
        assertEquals(SeqpacketSocket.MAX_MESSAGE - 1, datagram.data().length);
        assertEquals(2, datagram.descriptors().size());
        assertEquals("content", Files.readString(Path.of(datagram.descriptors().getFirst().path())));
        datagram.discard();
    }

    @Test
    void aSenderParksWhileTheOtherEndIsSlowAndNothingIsLost() throws Exception {
        int count = 3000;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sender = threads.submit(() -> {
                for (int i = 0; i < count; i++) {
                    byte[] message = new byte[4096];
                    message[0] = (byte) i;
                    here.send(message, List.of());
                }
            });
            Thread.sleep(100);
            assertFalse(sender.isDone());
            for (int i = 0; i < count; i++) {
                assertEquals((byte) i, there.receive().data()[0]);
            }
            sender.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void theEndOfTheOtherSideIsSeen() {
        there.close();
        assertTrue(here.receive().end());
        assertEquals(Errno.EPIPE, assertThrows(KernelException.class, () -> here.send(new byte[] {1}, List.of())).errno());
    }

    @Test
    void closingWakesWhoeverWaits() throws Exception {
        CompletableFuture<Datagram> reader = CompletableFuture.supplyAsync(here::receive, Thread::startVirtualThread);
        Thread.sleep(100);
        assertFalse(reader.isDone());
        here.close();
        assertTrue(assertThrows(CompletionException.class, reader::join).getCause() instanceof CancellationException);
    }

    @Test
    void aPathLongerThanAnAddressCanBeConnectedTo() throws Exception {
        Path folder = Files.createTempDirectory("gantry").resolve("d".repeat(120));
        Files.createDirectories(folder);
        assertEquals(Errno.ENOENT, assertThrows(KernelException.class, () -> SeqpacketSocket.connect(folder.resolve("monitor.sock"))).errno());
        Files.delete(folder);
        Files.delete(folder.getParent());
    }

    @Test
    void aSealedFileCannotBeChanged() throws Exception {
        try (Fd memory = Memfd.sealed("test", new byte[] {1, 2, 3})) {
            Path path = Path.of(memory.path());
            assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(path));
            assertThrows(java.io.IOException.class, () -> Files.write(path, new byte[] {4}));
        }
    }
}
