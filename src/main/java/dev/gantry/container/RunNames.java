package dev.gantry.container;

import dev.gantry.model.Waiting;
import dev.gantry.network.NameFiles;
import dev.gantry.network.NetworkMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The files by which a run knows names: its own, or those of the container whose network it joins. Its own are written by another thread, since that takes the disk as long as the
 * rest of the spec takes the processor.
 */
final class RunNames implements AutoCloseable {

    private final Map<String, Path> files = new LinkedHashMap<>();
    private final CompletableFuture<Void> writing;

    private RunNames(ContainerView.Files owner, CompletableFuture<Void> writing) {
        this.writing = writing;
        files.put("/etc/resolv.conf", owner.resolvConf());
        files.put("/etc/hostname", owner.hostname());
        files.put("/etc/hosts", owner.hosts());
    }

    /** Begins to write the files where they are the run's own. */
    static RunNames of(ContainerView view, NetworkMode mode, ContainerIndex index) {
        if (mode instanceof NetworkMode.OfContainer(String other)) {
            return new RunNames(index.get(other).view().files(), CompletableFuture.completedFuture(null));
        }
        var config = view.config();
        var network = config.network();
        var names = new NameFiles(mode, config.hostname(), config.domainname(), network.dns(), network.dnsSearch(), network.dnsOptions(), network.extraHosts());
        var files = view.files();
        return new RunNames(files, CompletableFuture.runAsync(() -> names.write(files.hosts(), files.hostname(), files.resolvConf()),
                task -> Thread.ofVirtual().name("names-" + view.id().shortHex()).start(task)));
    }

    /** Where they are, by their places in the container. */
    Map<String, Path> files() {
        return files;
    }

    /** Returns when they are written; throws what went wrong. */
    void await() {
        Waiting.on(writing);
    }

    /** Returns when nothing is written any more, so that a start that failed leaves the folder alone. */
    @Override
    public void close() {
        writing.exceptionally(toldByAwait -> null).join();
    }
}
