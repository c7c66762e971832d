package dev.gantry.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.config.Paths;
import dev.gantry.container.Containers;
import dev.gantry.container.WaitCondition;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.entry.SignedIn;
import dev.gantry.image.Images;
import dev.gantry.model.ObjectId;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The console's protocol over a real WebSocket, about real containers. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@Timeout(120)
class ConsoleSocketIT {

    private static final int LINES = 20_000;

    @Inject
    Containers containers;

    @Inject
    Images images;

    @Inject
    Paths paths;

    private final List<ObjectId> made = new ArrayList<>();
    private String cookie;

    @BeforeEach
    void signIn() throws IOException {
        BusyboxImage.load(images);
        cookie = SignedIn.cookie(paths);
    }

    @AfterEach
    void remove() {
        made.forEach(id -> containers.remove(id.hex(), true, true));
    }

    @Test
    @DisplayName("after each of 40 cut connections the log goes on where it was: no line lost, none twice")
    void resumes() throws Exception {
        ObjectId id = start("i=0; while [ $i -lt " + LINES + " ]; do i=$((i+1)); echo out $i; [ $((i % 3)) = 0 ] && echo err $i >&2; done");
        Map<Long, String> lines = new TreeMap<>();
        Random random = new Random(7);
        boolean ended = false;
        for (int connection = 0; !ended; connection++) {
            assertTrue(connection < 4000, "the log does not come to its end");
            SocketTab tab = new SocketTab(SignedIn.origin(), cookie);
            tab.send("{'type':'sub','id':'1','kind':'log','targets':['" + id + "'],'from':{'after':" + contiguous(lines) + "},'credit':100000}");
            int messages = connection < 40 ? random.nextInt(6) : Integer.MAX_VALUE;
            for (int i = 0; i < messages && !ended; i++) {
                JsonNode message = tab.next(10_000);
                assertNotNull(message, "nothing came");
                assertEquals("lines", message.get("type").asText());
                for (JsonNode row : message.get("rows")) {
                    ended |= row.get(3).asText().equals("exit");
                    if (row.get(3).asText().equals("out") || row.get(3).asText().equals("err")) {
                        String before = lines.put(row.get(0).asLong(), row.get(5).asText());
                        assertTrue(before == null || before.equals(row.get(5).asText()), "a cursor stands for two lines");
                    }
                }
                tab.send("{'type':'credit','id':'1','n':" + message.get("rows").size() + "}");
            }
            tab.cut();
        }
        assertEquals(IntStream.rangeClosed(1, LINES).mapToObj(i -> "out " + i).toList(), of(lines, "out "));
        assertEquals(IntStream.rangeClosed(1, LINES).filter(i -> i % 3 == 0).mapToObj(i -> "err " + i).toList(), of(lines, "err "));
    }

    @Test
    @DisplayName("without credit nothing is sent, with it exactly as many rows, and then the rest")
    void credits() throws Exception {
        ObjectId id = start("seq 1 500");
        containers.wait(id.hex(), WaitCondition.NOT_RUNNING).get(20, TimeUnit.SECONDS);
        try (SocketTab tab = new SocketTab(SignedIn.origin(), cookie)) {
            tab.send("{'type':'sub','id':'7','kind':'log','targets':['" + id + "'],'from':{'after':0},'credit':0}");
            assertNull(tab.next(700));
            tab.send("{'type':'credit','id':'7','n':10}");
            assertEquals(10, rows(tab, 10));
            assertNull(tab.next(700));
            tab.send("{'type':'credit','id':'7','n':1000}");
            // 500 lines, and a start and an end.
            assertEquals(492, rows(tab, 492));
        }
    }

    @Test
    @DisplayName("a line is in the browser soon after it was written")
    void soon() throws Exception {
        ObjectId id = start("while true; do date +%s%N; sleep 0.1; done");
        try (SocketTab tab = new SocketTab(SignedIn.origin(), cookie)) {
            tab.send("{'type':'sub','id':'1','kind':'log','targets':['" + id + "'],'from':{'tail':0},'credit':1000}");
            List<Long> millis = new ArrayList<>();
            while (millis.size() < 30) {
                JsonNode message = tab.next(10_000);
                assertNotNull(message, "nothing came");
                long now = System.currentTimeMillis();
                for (JsonNode row : message.get("rows")) {
                    if (row.get(3).asText().equals("out")) {
                        millis.add(now - row.get(1).asLong() / 1_000_000);
                    }
                }
            }
            millis.sort(null);
            assertTrue(millis.get(15) < 300, "half the lines took longer than " + millis.get(15) + " ms");
        }
    }

    @Test
    @DisplayName("a container's row comes again when it starts and ends, and goes with it")
    void rows() throws Exception {
        try (SocketTab tab = new SocketTab(SignedIn.origin(), cookie)) {
            tab.send("{'type':'sub','id':'1','kind':'containers'}");
            Thread.sleep(200);
            ObjectId id = start("sleep 0.3; exit 3");
            String html = "";
            while (!html.contains("exit 3")) {
                JsonNode message = tab.next(10_000);
                assertNotNull(message, "nothing came");
                assertEquals(id.hex(), message.get("rows").get(0).get(0).asText());
                html = message.get("rows").get(0).get(1).asText();
            }
            containers.remove(id.hex(), true, true);
            made.clear();
            JsonNode gone = tab.next(10_000);
            assertTrue(gone.get("rows").get(0).get(1).isNull());
        }
    }

    @Test
    @DisplayName("what can't be given is refused by a message, and the socket goes on")
    void refused() throws Exception {
        try (SocketTab tab = new SocketTab(SignedIn.origin(), cookie)) {
            for (String bad : List.of("{", "{'type':'sub','id':'1','kind':'secrets'}", "{'type':'sub','id':'1','kind':'log','targets':['../../etc']}", "{'type':'dance'}",
                    "{'type':'sub','id':'1','kind':'task','targets':['" + "0".repeat(64) + "']}")) {
                tab.send(bad);
                assertEquals("error", tab.next(5_000).get("type").asText(), bad);
            }
            tab.send("{'type':'ping'}");
            assertEquals("pong", tab.next(5_000).get("type").asText());
        }
    }

    private ObjectId start(String script) {
        ObjectId id = containers.create(ContainerConfig.of(BusyboxImage.NAME, "sh", "-c", script), Optional.empty()).id();
        made.add(id);
        containers.start(id.hex());
        return id;
    }

    private static int rows(SocketTab tab, int wanted) throws InterruptedException {
        int rows = 0;
        while (rows < wanted) {
            JsonNode message = tab.next(5_000);
            assertNotNull(message, "only " + rows + " rows came");
            rows += message.get("rows").size();
        }
        return rows;
    }

    private static long contiguous(Map<Long, String> lines) {
        long low = 0;
        while (lines.containsKey(low + 1)) {
            low++;
        }
        return low;
    }

    private static List<String> of(Map<Long, String> lines, String prefix) {
        return lines.values().stream().filter(line -> line.startsWith(prefix)).toList();
    }
}
