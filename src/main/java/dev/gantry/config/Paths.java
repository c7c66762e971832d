package dev.gantry.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;

/**
 * Every path that the engine keeps something at (docs/formats.md, section 7); nothing else joins names to paths.
 *
 * <p>Ids and digests are 64 hexadecimal digits and have been checked by whoever made them.
 */
@ApplicationScoped
public class Paths {

    /** How much of an id names a folder in the run directory: a unix socket's path may hold 107 bytes only. */
    private static final int SHORT_ID = 16;

    private final Path dataRoot;
    private final Path runDir;
    private final Path socket;

    @Inject
    Paths(EngineConfig config) {
        this(config.dataRoot(), config.runDir(), config.socket().orElse(null));
    }

    /** For tests: the paths of an engine with its socket in the run directory. */
    public Paths(Path dataRoot, Path runDir) {
        this(dataRoot, runDir, null);
    }

    private Paths(Path dataRoot, Path runDir, Path socket) {
        this.dataRoot = dataRoot.toAbsolutePath().normalize();
        this.runDir = runDir.toAbsolutePath().normalize();
        this.socket = socket == null ? this.runDir.resolve("gantry.sock") : socket.toAbsolutePath().normalize();
    }

    /** The folder with everything that outlives the engine. */
    public Path dataRoot() {
        return dataRoot;
    }

    /** The number of the data root's layout. */
    public Path versionFile() {
        return dataRoot.resolve("VERSION");
    }

    /** The file that a running engine holds a lock on. */
    public Path lockFile() {
        return dataRoot.resolve("lock");
    }

    /** The engine's records. */
    public Path database() {
        return dataRoot.resolve("gantry.db");
    }

    /** The one line {@code user password} of a console that nobody has signed in to yet; mode 0600. */
    public Path firstSignIn() {
        return dataRoot.resolve("first-sign-in");
    }

    /** The program that is pid 1 of a container with an init. */
    public Path init() {
        return dataRoot.resolve("init");
    }

    /** The OCI image layout with every blob. */
    public Path store() {
        return dataRoot.resolve("store");
    }

    /** The marker file of an OCI image layout. */
    public Path ociLayout() {
        return store().resolve("oci-layout");
    }

    /** The blobs, one file each, named by the digest's hexadecimal digits. */
    public Path blobs() {
        return store().resolve("blobs/sha256");
    }

    /** One blob, by the hexadecimal digits of its sha256 digest. */
    public Path blob(String sha256) {
        return blobs().resolve(sha256);
    }

    /** What is being downloaded or uploaded; emptied at start. */
    public Path ingest() {
        return store().resolve("ingest");
    }

    /** The unpacked layers. */
    public Path layers() {
        return dataRoot.resolve("layers");
    }

    /** One unpacked layer, by the hexadecimal digits of its chain ID. */
    public Path layer(String chainId) {
        return layers().resolve(chainId);
    }

    /** A layer's files in the form that overlayfs takes. */
    public Path layerFiles(String chainId) {
        return layer(chainId).resolve("fs");
    }

    /** The file that is written last: without it the layer is not whole. */
    public Path layerDone(String chainId) {
        return layer(chainId).resolve("done");
    }

    /** The short symlinks to layers that mount options name. */
    public Path layerLinks() {
        return layers().resolve("l");
    }

    /** One short symlink, by its 26 letters. */
    public Path layerLink(String letters) {
        return layerLinks().resolve(letters);
    }

    /** What a layer's short symlink holds: a path relative to {@link #layerLinks()}. */
    public Path layerLinkTarget(String chainId) {
        return layerLinks().relativize(layerFiles(chainId));
    }

    /** The containers' folders. */
    public Path containers() {
        return dataRoot.resolve("containers");
    }

    /** One container's folder. */
    public Path container(String id) {
        return containers().resolve(id);
    }

    /** The container's own changes: the upper directory of its overlay. */
    public Path upper(String id) {
        return container(id).resolve("upper");
    }

    /** The work directory of its overlay. */
    public Path work(String id) {
        return container(id).resolve("work");
    }

    /** The container's /etc/hosts. */
    public Path hosts(String id) {
        return container(id).resolve("hosts");
    }

    /** The container's /etc/hostname. */
    public Path hostname(String id) {
        return container(id).resolve("hostname");
    }

    /** The container's /etc/resolv.conf. */
    public Path resolvConf(String id) {
        return container(id).resolve("resolv.conf");
    }

    /** The file in which the monitor says how the last run ended. */
    public Path exitFile(String id) {
        return container(id).resolve("exit");
    }

    /** The logs of all containers, removed ones too. */
    public Path logs() {
        return dataRoot.resolve("logs");
    }

    /** One container's log segments. */
    public Path log(String id) {
        return logs().resolve(id);
    }

    /** What is being erased; emptied at start. */
    public Path trash() {
        return dataRoot.resolve("trash");
    }

    /** The folder with what lives until the next boot. */
    public Path runDir() {
        return runDir;
    }

    /** The unix socket of the Docker Engine API. */
    public Path socket() {
        return socket;
    }

    /** Who runs: {@code key=value} lines, there while the engine is. */
    public Path engineFile() {
        return runDir.resolve("engine.pid");
    }

    /** The folders of the running containers' monitors. */
    public Path containerRuns() {
        return runDir.resolve("c");
    }

    /** The folder in which a container's monitor keeps its socket and its state. */
    public Path containerRun(String id) {
        return containerRuns().resolve(shortened(id));
    }

    /** The folders of the running execs' monitors. */
    public Path execRuns() {
        return runDir.resolve("x");
    }

    /** The folder in which an exec's monitor keeps its socket and its state. */
    public Path execRun(String execId) {
        return execRuns().resolve(shortened(execId));
    }

    /** A monitor's socket in its folder. */
    public Path monitorSocket(Path run) {
        return run.resolve("monitor.sock");
    }

    /** A monitor's state file in its folder. */
    public Path monitorState(Path run) {
        return run.resolve("state");
    }

    /** The file in which the engine says what an exec is. */
    public Path execFile(String execId) {
        return execFileIn(execRun(execId));
    }

    /** The same in a folder of {@link #execRuns()}. */
    public Path execFileIn(Path run) {
        return run.resolve("exec.json");
    }

    /** The file in which an exec's monitor says how it ended. */
    public Path execExitFile(String execId) {
        return execRun(execId).resolve("exit");
    }

    private static String shortened(String id) {
        return id.substring(0, Math.min(SHORT_ID, id.length()));
    }
}
