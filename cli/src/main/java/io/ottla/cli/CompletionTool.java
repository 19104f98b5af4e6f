package io.ottla.cli;

import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import java.io.PrintStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints a script for bash or zsh that completes commands, sub-commands and options; made from what the tools declare. */
final class CompletionTool implements Tool {
    private final String command;

    CompletionTool(String command) {
        this.command = command;
    }

    @Override
    public Usage usage() {
        return Usage.ofCommand(
                        command + " completion", "Prints a script that lets a shell complete commands and options.")
                .command(Usage.ofCommand("bash", "For bash: source <(" + command + " completion bash)"))
                .command(Usage.ofCommand("zsh", "For zsh, after compinit: source <(" + command + " completion zsh)"));
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        if (given.commandName().equals("bash")) {
            bash(terminal.out());
        } else {
            zsh(terminal.out());
        }
    }

    private void bash(PrintStream out) {
        out.println("# Completion of " + command + " and of Kafka's scripts for bash: source <(" + command
                + " completion bash)");
        words(out);
        out.println("_" + command + "() {");
        out.println("    local current=${COMP_WORDS[COMP_CWORD]} name=${COMP_WORDS[0]##*/} first=1 i words");
        out.println("    if [[ $name == " + command + " ]]; then");
        out.println("        if ((COMP_CWORD == 1)); then");
        out.println("            COMPREPLY=($(compgen -W '"
                + String.join(" ", OneCommand.purposes().keySet()) + "' -- \"$current\"))");
        out.println("            return");
        out.println("        fi");
        out.println("        name=${COMP_WORDS[1]} first=2");
        out.println("    else");
        out.println("        name=${name#kafka-} name=${name%.sh}");
        out.println("    fi");
        out.println("    words=$(_" + command + "_words \"$name\")");
        out.println("    for ((i = first; i < COMP_CWORD; i++)); do");
        out.println("        case \" $words \" in");
        out.println("            *\" ${COMP_WORDS[i]} \"*)");
        out.println("                [[ ${COMP_WORDS[i]} == -* ]] || words=$(_" + command
                + "_words \"$name ${COMP_WORDS[i]}\") ;;");
        out.println("        esac");
        out.println("    done");
        out.println("    if [[ $current == -* || $words == [a-z]* ]]; then");
        out.println("        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))");
        out.println("    fi");
        out.println("}");
        out.println("complete -o default -F _" + command + " " + command + " " + scripts());
    }

    private static String scripts() {
        return Tools.NAMES.stream().map(name -> name + ".sh").collect(Collectors.joining(" "));
    }

    /** A function that knows the words behind each command: sub-commands first, then options. */
    private void words(PrintStream out) {
        out.println("_" + command + "_words() {");
        out.println("    case $1 in");
        for (var name : Tools.NAMES) {
            var usage = Tools.usage(name);
            var shortName = name.substring("kafka-".length());
            out.println("        '" + shortName + "') echo '" + words(usage) + "' ;;");
            usage.commands()
                    .forEach((sub, subUsage) ->
                            out.println("        '" + shortName + " " + sub + "') echo '" + words(subUsage) + "' ;;"));
        }
        out.println("        completion) echo 'bash zsh' ;;");
        out.println("        start) echo '-daemon --override' ;;");
        out.println("        stop) echo '--node-id --process-role' ;;");
        out.println("    esac");
        out.println("}");
    }

    private static String words(Usage usage) {
        return Stream.concat(usage.commands().keySet().stream(), usage.optionNames().stream())
                .collect(Collectors.joining(" "));
    }

    private void zsh(PrintStream out) {
        out.println("# Completion of " + command + " and of Kafka's scripts for zsh: source <(" + command
                + " completion zsh)");
        words(out);
        out.println("_" + command + "() {");
        out.println("    local name=${words[1]:t} first=2 i known");
        out.println("    if [[ $name == " + command + " ]]; then");
        out.println("        if ((CURRENT == 2)); then");
        out.println("            local -a commands=(");
        OneCommand.purposes()
                .forEach((name, purpose) -> out.println("                '" + name + ":"
                        + purpose.replace("'", "").replace(":", "\\:") + "'"));
        out.println("            )");
        out.println("            _describe command commands");
        out.println("            return");
        out.println("        fi");
        out.println("        name=${words[2]} first=3");
        out.println("    else");
        out.println("        name=${${name#kafka-}%.sh}");
        out.println("    fi");
        out.println("    known=$(_" + command + "_words \"$name\")");
        out.println("    for ((i = first; i < CURRENT; i++)); do");
        out.println("        if [[ ${words[i]} != -* && \" $known \" == *\" ${words[i]} \"* ]]; then");
        out.println("            known=$(_" + command + "_words \"$name ${words[i]}\")");
        out.println("        fi");
        out.println("    done");
        out.println("    if [[ ${words[CURRENT]} == -* || $known == [a-z]* ]]; then");
        out.println("        compadd -- ${=known}");
        out.println("    else");
        out.println("        _files");
        out.println("    fi");
        out.println("}");
        out.println("compdef _" + command + " " + command + " " + scripts());
    }
}
