package dev.gantry.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.gantry.config.Paths;
import dev.gantry.container.ContainerState.Status;
import dev.gantry.container.ContainerView;
import dev.gantry.container.Containers;
import dev.gantry.entry.SignedIn;
import dev.gantry.image.Images;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way of a person who sees Gantry for the first time, in a real browser on real containers. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@Timeout(180)
class ConsoleBrowserIT {

    private static final LocatorAssertions.ContainsTextOptions SOON = new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

    @Inject
    Containers containers;

    @Inject
    Images images;

    @Inject
    Paths paths;

    private Browser browser;
    private Page page;

    @BeforeEach
    void open() throws IOException {
        BusyboxImage.load(images);
        browser = new Browser();
        page = browser.page(1280, 720, ColorScheme.LIGHT);
        String[] first = Files.readString(paths.firstSignIn()).strip().split(" ");
        page.navigate(SignedIn.origin() + "/");
        page.getByLabel("Name").fill(first[0]);
        page.getByLabel("Password").fill(first[1]);
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Containers"))).isVisible();
    }

    @AfterEach
    void close() {
        List<String> complaints = browser.complaints();
        browser.close();
        for (ContainerView container : containers.list()) {
            containers.remove(container.id().hex(), true, true);
        }
        assertEquals(List.of(), complaints);
    }

    @Test
    @DisplayName("pull hello-world, run it, read its greeting")
    void helloWorld() {
        link("Images").click();
        page.getByLabel("Reference of the image to pull").fill("hello-world");
        button("Pull").click();
        assertThat(page.locator("#task")).containsText("done", SOON);
        assertThat(page.locator("#task tbody tr").first()).containsText("done");
        link("To the images").click();
        Locator image = page.locator("tr", new Page.LocatorOptions().setHasText("hello-world"));
        image.hover();
        image.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Run")).click();
        button("Run").click();
        assertThat(page.locator("#log")).containsText("Hello from", SOON);
        assertThat(page.locator(".head")).containsText("exited", SOON);
    }

    @Test
    @DisplayName("run busybox counting, follow it, pause, stop it")
    void counting() {
        run("counter", "sh -c 'trap \"exit 0\" TERM; i=0; while true; do i=$((i+1)); echo count $i; sleep 0.05; done'");
        assertThat(page.locator("#log")).containsText("count 20", SOON);
        int shown = page.locator("#log .line").count();
        button("Pause").click();
        assertThat(page.locator("#pill")).containsText("new", SOON);
        page.locator("#pill").click();
        assertTrue(page.locator("#log .line").count() > shown);
        page.locator(".head").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop")).click();
        assertThat(page.locator(".head")).containsText("exited", SOON);
        assertThat(page.locator("#log")).containsText("ended, exit 0", SOON);
        List<String> counted = page.locator("#log .line .text").allTextContents();
        for (int i = 0; i < counted.size(); i++) {
            assertEquals("count " + (i + 1), counted.get(i));
        }
        assertEquals(Status.EXITED, containers.get("counter").state().status());
    }

    @Test
    @DisplayName("a pause holds, also when the last line's scrolling is told after it")
    void pauseHolds() {
        run("counter", "sh -c 'i=0; while true; do i=$((i+1)); echo count $i; sleep 0.05; done'");
        assertThat(page.locator("#log")).containsText("count 40", SOON);
        page.evaluate("() => { document.getElementById('follow').click(); document.getElementById('log').dispatchEvent(new Event('scroll')); }");
        assertThat(page.locator("#pill")).containsText("new", SOON);
        assertThat(page.locator("#pill")).isVisible();
    }

    @Test
    @DisplayName("running an image that is not here pulls it first, in a task that ends at the container")
    void runMissing() {
        images.find("hello-world").ifPresent(image -> images.remove("hello-world", true, false));
        page.navigate(SignedIn.origin() + "/containers/run");
        page.getByLabel("Image").fill("hello-world");
        button("Run").click();
        page.waitForURL("**/tasks/*");
        assertThat(page.locator("#task")).containsText("done", SOON);
        link("To the container").click();
        assertThat(page.locator("#log")).containsText("Hello from", SOON);
    }

    @Test
    @DisplayName("a page whose connection is cut again and again shows every line once")
    void reconnects() {
        List<WebSocketRoute> open = new CopyOnWriteArrayList<>();
        page.routeWebSocket("**/socket", route -> {
            route.connectToServer();
            open.add(route);
        });
        run("cut", "sh -c 'i=0; while [ $i -lt 400 ]; do i=$((i+1)); echo line $i; [ $((i % 4)) = 0 ] && echo error $i >&2; usleep 20000; done; echo over'");
        for (int i = 0; i < 6; i++) {
            page.waitForTimeout(1_000);
            open.forEach(WebSocketRoute::close);
            open.clear();
        }
        assertThat(page.locator("#log")).containsText("ended, exit 0", new LocatorAssertions.ContainsTextOptions().setTimeout(40_000));
        List<String> shown = page.locator("#log .line .text").allTextContents();
        assertEquals(IntStream.rangeClosed(1, 400).mapToObj(i -> "line " + i).toList(), shown.stream().filter(line -> line.startsWith("line")).toList());
        assertEquals(100, shown.stream().filter(line -> line.startsWith("error")).distinct().count());
        assertEquals(501, shown.size());
    }

    @Test
    @DisplayName("the head of a page is one row: what the page is at the left, who is signed in at the right")
    void head() {
        BoundingBox head = page.locator("header.bar").boundingBox();
        BoundingBox heading = page.locator("header.bar h1").boundingBox();
        BoundingBox account = page.locator("header.bar a[href='/account']").boundingBox();
        assertEquals(48, head.height);
        for (BoundingBox part : List.of(heading, account)) {
            assertTrue(part.y >= head.y && part.y + part.height <= head.y + head.height);
            assertEquals(head.y + head.height / 2, part.y + part.height / 2, 2);
        }
        assertTrue(account.x > head.x + head.width / 2);
    }

    @Test
    @DisplayName("rows of the list come, change and go without a reload")
    void rows() {
        Page list = page;
        assertThat(list.getByText("Nothing has been run here yet")).isVisible();
        var config = dev.gantry.container.config.ContainerConfig.of(BusyboxImage.NAME, "sleep", "60");
        String id = containers.create(config, java.util.Optional.of("sleeper")).id().hex();
        Locator row = list.locator("tr", new Page.LocatorOptions().setHasText("sleeper"));
        assertThat(row).containsText("created", SOON);
        row.hover();
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Start")).click();
        assertThat(row).containsText("running", SOON);
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove")).click();
        assertThat(list.getByRole(AriaRole.DIALOG)).containsText("sleeper");
        list.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove")).click();
        assertThat(row).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
        assertTrue(containers.list().stream().noneMatch(view -> view.id().hex().equals(id)));
    }

    @Test
    @DisplayName("what a container writes is text, never markup")
    void markup() {
        run("writer", "sh -c 'echo \"<img src=x onerror=alert(1)><script>alert(2)</script>\"; sleep 30'");
        assertThat(page.locator("#log")).containsText("<img src=x onerror=alert(1)><script>alert(2)</script>", SOON);
        page.reload();
        assertThat(page.locator("#log")).containsText("<script>alert(2)</script>", SOON);
        assertEquals(0, page.locator("#log img, #log script").count());
    }

    @Test
    @DisplayName("a link to a line shows the line, also when the container is gone")
    void linkToLine() {
        run("long", "seq 1 3000");
        assertThat(page.locator("#log")).containsText("3000", SOON);
        String id = containers.get("long").id().hex();
        page.navigate(SignedIn.origin() + "/containers/" + id + "/logs?line=1500");
        assertThat(page.locator("#l1500.linked")).isInViewport();
        assertThat(page.locator("#l1500")).containsText("1500");
        containers.remove(id, true, true);
        page.navigate(SignedIn.origin() + "/containers/" + id + "/logs?line=700");
        assertThat(page.locator("#l700.linked")).containsText("700");
        assertThat(page.locator(".head")).containsText("removed");
    }

    @Test
    @DisplayName("what goes wrong says what, why and what next, and stays until it is closed")
    void problem() {
        page.navigate(SignedIn.origin() + "/containers/run");
        page.getByLabel("Image").fill(BusyboxImage.NAME);
        page.getByLabel("Command").fill("sh -c 'never ends");
        button("Run").click();
        Locator notice = page.locator(".notice.error");
        assertThat(notice).containsText("Could not run the container");
        assertThat(notice).containsText("has a single quote without an end");
        assertThat(notice).containsText("Request ");
        notice.getByRole(AriaRole.BUTTON).click();
        assertThat(notice).hasCount(0);
        // The browser says that a request was answered by 400; that is what was wanted.
        browser.complaints().removeIf(text -> text.contains("status of 400"));
    }

    private void run(String name, String command) {
        page.navigate(SignedIn.origin() + "/containers/run");
        page.getByLabel("Image").fill(BusyboxImage.NAME);
        page.getByLabel("Name").fill(name);
        page.getByLabel("Command").fill(command);
        button("Run").click();
        page.waitForURL("**/logs");
    }

    private Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
