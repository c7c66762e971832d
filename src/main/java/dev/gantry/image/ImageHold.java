package dev.gantry.image;

/** Keeps an image from removal while a container of it is being made. */
public final class ImageHold implements AutoCloseable {

    private final Image image;
    private Runnable release;

    ImageHold(Image image, Runnable release) {
        this.image = image;
        this.release = release;
    }

    public Image image() {
        return image;
    }

    @Override
    public synchronized void close() {
        if (release != null) {
            release.run();
            release = null;
        }
    }
}
