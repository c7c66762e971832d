package dev.gantry.linux.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EraseTest {

    @TempDir
    private Path folder;
    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectory(folder.resolve("tree"));
    }

    @Test
    void aTreeGoesWithAllThatIsInIt() throws IOException {
        Files.createDirectories(tree.resolve("a/b/c"));
        Files.writeString(tree.resolve("a/b/file"), "x");
        Files.createDirectory(tree.resolve("empty"));
        Erase.tree(tree);
        assertFalse(Files.exists(tree));
    }

    @Test
    void aFileGoesAndWhatIsNotThereIsNoFailure() throws IOException {
        var file = Files.writeString(tree.resolve("file"), "x");
        Erase.tree(file);
        Erase.tree(file);
        assertFalse(Files.exists(file));
    }

    @Test
    void whatASymlinkLeadsToStays() throws IOException {
        var outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "x");
        Files.createSymbolicLink(tree.resolve("directory"), outside);
        Files.createSymbolicLink(tree.resolve("file"), outside.resolve("kept"));
        Files.createSymbolicLink(tree.resolve("dangling"), folder.resolve("nowhere"));
        Erase.tree(tree);
        assertFalse(Files.exists(tree));
        assertTrue(Files.exists(outside.resolve("kept")));
    }

    @Test
    void namesThatAreNotUtf8GoToo() throws IOException {
        try (var directory = RootDirectory.open(tree)) {
            directory.root().createFile("\u00ff\u00fe").close();
            directory.root().makeDirectory("\u0080");
        }
        Erase.tree(tree);
        assertFalse(Files.exists(tree));
    }

    @Test
    void moreNamesThanOneReadingTakesAllGo() throws IOException {
        for (int i = 0; i < 5000; i++) {
            Files.createFile(tree.resolve("a-file-with-a-rather-long-name-" + i));
        }
        Erase.tree(tree);
        assertFalse(Files.exists(tree));
    }

    /** A stranger's tree may be deeper than a path can be long, and than descriptors may be open. */
    @Test
    void aTreeOfAnyDepthGoesWithFewDescriptors() throws IOException {
        int depth = 3000;
        var at = RootDirectory.open(tree).root();
        for (int i = 0; i < depth; i++) {
            at.makeDirectory("d");
            var inner = at.open("d");
            at.close();
            at = inner;
        }
        at.createFile("bottom").close();
        at.close();
        int open = openDescriptors();
        var most = new int[1];
        var watcher = Thread.ofPlatform().start(() -> {
            while (!Thread.interrupted()) {
                most[0] = Math.max(most[0], openDescriptors());
            }
        });
        Erase.tree(tree);
        watcher.interrupt();
        assertFalse(Files.exists(tree));
        assertTrue(most[0] - open < 200, most[0] + " descriptors, " + open + " before");
        assertEquals(0, folder.toFile().list().length);
    }

    private static int openDescriptors() {
        return Path.of("/proc/self/fd").toFile().list().length;
    }
}
