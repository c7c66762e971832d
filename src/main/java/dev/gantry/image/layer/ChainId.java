package dev.gantry.image.layer;

import dev.gantry.model.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The identity of a stack of layers (OCI image spec, "Layer ChainID"). */
public final class ChainId {

    private ChainId() {}

    /** The chain IDs of an image's layers, base first. */
    public static List<Digest> of(List<Digest> diffIds) {
        var chain = new ArrayList<Digest>();
        for (var diffId : diffIds) {
            chain.add(chain.isEmpty() ? diffId : Digest.of((chain.getLast() + " " + diffId).getBytes(StandardCharsets.US_ASCII)));
        }
        return chain;
    }
}
