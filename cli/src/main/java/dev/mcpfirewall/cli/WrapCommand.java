// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The calls of {@code wrap} that {@link WrapArguments} does not read: help, and mistakes. */
@Command(
    name = "wrap",
    description = {
      "Run an MCP server behind the firewall.",
      "",
      "Put this in the place of the server's command in your client's configuration. The client"
          + " talks to the server as before; every message is checked on its way, both ways, and"
          + " recorded. Nothing but the protocol is written to stdout; on stderr there is a line"
          + " for each message that did not simply pass.",
    },
    customSynopsis = {"mcp-firewall wrap [OPTION...] -- COMMAND [ARG...]"},
    exitCodeList = {
      "n:the server's own exit code",
      "126, 127:the server's command cannot be run, does not exist",
      "2:the command line or the configuration is wrong",
    },
    footer = {
      "  mcp-firewall wrap -- npx -y @modelcontextprotocol/server-filesystem .",
      "  mcp-firewall wrap --name files -- npx -y @modelcontextprotocol/server-filesystem .",
      "  mcp-firewall wrap --config strict.yaml --target \"python3 'my server.py'\"",
    })
final class WrapCommand implements Callable<Integer> {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the configuration calls this server. Default: made from the command.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--agent",
      paramLabel = "NAME",
      description =
          "Who the client is for the policy, whatever it calls itself. Default: the first name that"
              + " it declares.")
  private Optional<String> agent = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Use this file instead of your own; project files only make it stricter.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--target",
      paramLabel = "\"CMD\"",
      description = "The server's command as one text, split at spaces; quotes work as in a shell.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = {"-v", "--verbose"},
      description = "Show every message on stderr, also those that simply pass.")
  private boolean verbose;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The server and its arguments.")
  private List<String> command = List.of();

  @Spec private CommandSpec spec;

  WrapCommand() {
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws InterruptedException {
    if (command.isEmpty() == target.isEmpty()) {
      throw wrong(
          command.isEmpty()
              ? "which server? Write its command after `--`, or as one text after `--target`"
              : "the server's command is given twice: after `--target` and at the end");
    }
    if (agent.filter(String::isBlank).isPresent()) {
      throw wrong("`--agent` needs a name");
    }
    List<String> words = target.map(this::split).orElse(command);
    return WrapRun.run(new WrapOptions(name, agent, config, words, verbose));
  }

  private List<String> split(String text) {
    return ShellWords.split(text)
        .filter(words -> !words.isEmpty())
        .orElseThrow(() -> wrong("`--target` is empty, or a quote in it is not closed"));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
