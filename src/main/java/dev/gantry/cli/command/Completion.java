package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Failure;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import java.util.List;
import java.util.stream.Collectors;

/** {@code gantry completion bash}: a script by which a shell completes commands, options, and the names of containers and images. */
public final class Completion implements Command {

    private static final String ENGINE_WORDS = "up down restart status test help";

    private final List<Form> forms;

    /** Completes these commands. */
    public Completion(List<Form> forms) {
        this.forms = forms;
    }

    @Override
    public Form form() {
        return Form.of("completion", "bash|zsh", "Print a script that completes commands for the shell", Count.exactly(1));
    }

    @Override
    public int run(Given given, Session session) {
        switch (given.words().getFirst()) {
            case "bash" -> session.out().print(script());
            case "zsh" -> session.out().print("autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n" + script());
            default -> throw new Failure(1, "gantry: there is no completion for the shell \"" + given.words().getFirst() + "\"; there is for bash and zsh");
        }
        return 0;
    }

    private String script() {
        String words = forms.stream().map(Form::name).filter(name -> name.indexOf(' ') < 0).collect(Collectors.joining(" "));
        StringBuilder options = new StringBuilder();
        forms.forEach(form -> options.append("        ").append(form.name().replace(" ", "\\ ")).append(") options=\"").append(options(form)).append("\" ;;\n"));
        return """
                _gantry() {
                    local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} options=
                    if [ "$COMP_CWORD" = 1 ]; then
                        COMPREPLY=($(compgen -W "%s %s" -- "$word"))
                        return
                    fi
                    case $command in
                %s    esac
                    case $word in
                        -*) COMPREPLY=($(compgen -W "$options --help" -- "$word")) ;;
                        *)
                            case $command in
                                run | create | rmi | tag | push | history | save) COMPREPLY=($(compgen -W "$("$1" images --format '{{.Repository}}:{{.Tag}}' 2>/dev/null)" -- "$word")) ;;
                                *) COMPREPLY=($(compgen -W "$("$1" ps -a --format '{{.Names}}' 2>/dev/null)" -- "$word")) ;;
                            esac
                            ;;
                    esac
                }
                complete -o default -F _gantry gantry ./gantry
                """.formatted(ENGINE_WORDS, words, options);
    }

    private static String options(Form form) {
        return form.options().stream().filter(option -> !option.help().isEmpty()).map(Option::name).map(name -> "--" + name).collect(Collectors.joining(" "));
    }
}
