package dev.gantry.console.page;

import dev.gantry.access.Audit;
import dev.gantry.access.AuditRow;
import dev.gantry.access.Permission;
import dev.gantry.entry.Requires;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.List;

/** The newest rows of the audit trail. */
@Path("/ui/audit")
@Produces("text/html; charset=utf-8")
@RunOnVirtualThread
public class AuditPage {

    private static final int ROWS = 200;

    /** A row as it is shown. */
    public record AuditLine(String time, String timeText, String principal, String way, String action, String target, String outcome, String colour) {

        static AuditLine of(AuditRow row) {
            Instant time = Instant.ofEpochMilli(row.time);
            boolean refused = row.outcome.startsWith("4") || row.outcome.startsWith("5") || row.outcome.contains("wrong");
            return new AuditLine(time.toString(), Shown.ago(time), row.principal, row.way, row.action, row.target, row.outcome, refused ? "failing" : "stopped");
        }
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance audit(Frame frame, List<AuditLine> rows);
    }

    @Inject
    Audit audit;

    @Inject
    Frames frames;

    @GET
    @Requires(Permission.AUDIT_READ)
    public String show() {
        return Templates.audit(frames.frame("audit"), audit.newest(ROWS).stream().map(AuditLine::of).toList()).render();
    }
}
