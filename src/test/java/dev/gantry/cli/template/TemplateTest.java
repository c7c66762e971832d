package dev.gantry.cli.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gantry.cli.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static final String CONTAINER = """
            {"Id": "0123456789abcdef", "Name": "/box", "Args": ["-c", "true"], "Count": 3, "Ok": true, "None": null,
             "Config": {"Labels": {"b": "2", "a.b": "x"}}, "Networks": {"one": {"IP": "10.0.0.1"}, "two": {"IP": "10.0.0.2"}}}""";

    @Test
    void fields_functions_and_pipelines() throws Exception {
        assertEquals("/box 3 true", run("{{.Name}} {{.Count}} {{.Ok}}"));
        assertEquals("[\"-c\",\"true\"] [-c true] 2", run("{{json .Args}} {{.Args}} {{len .Args}}"));
        assertEquals("x|2|", run("{{index .Config.Labels \"a.b\"}}|{{.Config.Labels.b}}|{{index .Config.Labels \"none\"}}"));
        assertEquals("0123", run("{{slice .Id 0 4}}"));
        assertEquals("/BOX -c,true", run("{{.Name | printf \"%s\" | upper}} {{join .Args \",\"}}"));
        assertEquals("map[a.b:x b:2]", run("{{.Config.Labels}}"));
        assertEquals("<no value>", run("{{.None}}"));
    }

    @Test
    void blocks_and_variables() throws Exception {
        assertEquals("10.0.0.1 10.0.0.2 ", run("{{range .Networks}}{{.IP}} {{end}}"));
        assertEquals("one=10.0.0.1;two=10.0.0.2;", run("{{range $name, $net := .Networks}}{{$name}}={{$net.IP}};{{end}}"));
        assertEquals("many", run("{{if gt .Count 5}}lots{{else if eq .Count 3}}many{{else}}few{{end}}"));
        assertEquals("none", run("{{with .None}}{{.}}{{else}}none{{end}}"));
        assertEquals("a/boxb", run("a {{- /* quiet */ -}} {{- .Name -}} b"));
    }

    @Test
    void names_differ_in_the_case_of_letters() throws Exception {
        assertEquals("0123456789abcdef", run("{{.ID}}"));
    }

    @Test
    void what_is_not_there_or_not_read_is_an_error() {
        assertEquals("template: :1:2: executing \"\" at <.Foo>: map has no entry for key \"Foo\"", error("{{.Foo}}"));
        assertEquals("template: :1: unclosed action", error("{{.Foo"));
        assertEquals("template: :1: function \"nosuch\" not defined", error("{{nosuch .Id}}"));
        assertEquals("template: :1: unexpected EOF", error("{{if .Ok}}x"));
    }

    private static String error(String template) {
        return assertThrows(TemplateError.class, () -> run(template)).getMessage();
    }

    private static String run(String template) throws Exception {
        return Template.parse(template).execute(Json.parse(CONTAINER.getBytes(StandardCharsets.UTF_8)));
    }
}
