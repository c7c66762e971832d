package dev.gantry.console.page;

import dev.gantry.container.ContainerView;
import dev.gantry.task.Task;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Parts of pages, drawn again when what they show has changed. The same templates draw them in the whole page. */
public final class Fragments {

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance containerRow(ContainerRow row);

        static native TemplateInstance containerStatus(ContainerDetails it);

        static native TemplateInstance containerFacts(ContainerDetails it);

        static native TemplateInstance imageRow(ImageRow row);

        static native TemplateInstance taskRow(TaskRow row);

        static native TemplateInstance taskBody(TaskRow row, Progress progress);
    }

    private Fragments() {}

    /** A container's row, or nothing where the filter leaves it out. */
    public static String containerRow(ContainerView view, ContainerFilter filter) {
        ContainerRow row = ContainerRow.of(view);
        return filter.shows(row) ? Templates.containerRow(row).render() : null;
    }

    /** The head of a container's page. */
    public static String containerStatus(ContainerView view) {
        return Templates.containerStatus(ContainerDetails.of(view)).render();
    }

    /** The head of the page of a container that is gone. */
    public static String removedStatus(String id) {
        return Templates.containerStatus(ContainerDetails.removed(id)).render();
    }

    /** What a container's page tells of it. */
    public static String containerFacts(ContainerView view) {
        return Templates.containerFacts(ContainerDetails.of(view)).render();
    }

    /** An image's row. */
    public static String imageRow(ImageRow row) {
        return Templates.imageRow(row).render();
    }

    /** A task's row. */
    public static String taskRow(Task<?> task) {
        return Templates.taskRow(TaskRow.of(task)).render();
    }

    /** A task's page below its title. */
    public static String taskBody(Task<?> task, Progress progress) {
        return Templates.taskBody(TaskRow.of(task), progress).render();
    }
}
