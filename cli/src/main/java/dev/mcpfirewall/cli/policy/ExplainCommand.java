// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy;

import dev.mcpfirewall.Firewall.Examination;
import dev.mcpfirewall.cli.policy.trial.CallShorthand;
import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.OnePolicy;
import dev.mcpfirewall.cli.policy.trial.Past;
import dev.mcpfirewall.cli.policy.trial.Situation;
import dev.mcpfirewall.cli.policy.trial.Trial;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.pipeline.Asked;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy explain}. */
@Command(
    name = "explain",
    description = {
      "Say why a message is decided as it is: each stage, each rule that was tried, and of each rule"
          + " that did not match what kept it from it.",
      "",
      "The message is a tool's name and its arguments, or JSON-RPC from a file or stdin.",
    },
    customSynopsis = {
      "mcp-firewall policy explain [OPTION...] TOOL [NAME=TEXT | NAME:=JSON]...",
      "       mcp-firewall policy explain [OPTION...] --input FILE",
    },
    exitCodeList = {
      "0:it would pass",
      "1:it would be denied, held or redacted",
      "2:the input is no message, or the policy is wrong",
    },
    footer = {
      "  mcp-firewall policy explain write_file path=/etc/x --agent cursor",
      "  mcp-firewall policy explain send_mail to=a@b.example --label untrusted_content",
      "  mcp-firewall policy explain -i answer.json --from server --tool fetch --json",
    })
final class ExplainCommand implements Callable<Integer> {
  /** Who sends the message. */
  enum Sender {
    client,
    server
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "TOOL",
      description = "The tool, then its arguments: NAME=TEXT, or NAME:=JSON for anything but text.")
  private List<String> call = List.of();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description = "Read one JSON-RPC message from this file; `-` is stdin.")
  private Optional<String> input = Optional.empty();

  @Option(names = "--agent", paramLabel = "NAME", description = "On whose behalf.")
  private String agent = "";

  @Option(
      names = "--server",
      paramLabel = "NAME",
      description = "What the configuration calls the server. Default: server.")
  private String server = "server";

  @Option(
      names = "--from",
      paramLabel = "SIDE",
      description = "Who sends the message: client (the default) or server.")
  private Sender from = Sender.client;

  @Option(
      names = "--answers",
      paramLabel = "METHOD",
      description = "For an answer, the method it answers. Default: tools/call.")
  private String answers = "tools/call";

  @Option(names = "--tool", paramLabel = "NAME", description = "For an answer, the tool it is of.")
  private Optional<String> tool = Optional.empty();

  @Option(
      names = "--label",
      paramLabel = "LABEL",
      split = ",",
      description = "What the session has seen, such as untrusted_content.")
  private Set<String> labels = Set.of();

  @Option(
      names = "--reached",
      paramLabel = "CHAIN=N",
      description = "How many steps of a chain the session has done.")
  private Map<String, Integer> reached = Map.of();

  @Mixin private OnePolicy policy = new OnePolicy();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Desk desk;

  ExplainCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (call.isEmpty() == input.isEmpty()) {
      throw wrong("give a tool and its arguments, or `--input FILE`, and not both");
    }
    Trial trial = policy.trial(desk);
    Situation situation = situation(trial);
    ExplainText text = new ExplainText(desk, trial.judge(situation), examined(trial, situation));
    if (policy.json()) {
      text.json();
    } else {
      text.tell();
    }
    return trial.judge(situation).effect() == Effect.ALLOW ? Desk.OK : Desk.NO;
  }

  private static Examination examined(Trial trial, Situation situation) {
    return trial.examine(situation);
  }

  private Situation situation(Trial trial) {
    Bytes frame =
        input.isPresent()
            ? read(input.get(), trial.loaded().policy().limits().messageBytes())
            : CallShorthand.frame(call, this::wrong);
    Direction direction =
        switch (from) {
          case client -> Direction.INBOUND;
          case server -> Direction.OUTBOUND;
        };
    try {
      return Situation.of(agent, server, direction, frame, new Asked(answers, tool))
          .after(new Past(labels, reached, Map.of(), Map.of()));
    } catch (IllegalArgumentException e) {
      throw wrong("the message " + e.getMessage());
    }
  }

  private Bytes read(String name, int limit) {
    try (InputStream in = name.equals("-") ? desk.in() : Files.newInputStream(desk.file(name))) {
      byte[] content = in.readNBytes(limit + 2);
      int end = content.length;
      while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r')) {
        end--;
      }
      if (end > limit) {
        throw wrong("the message is larger than `limits.message_bytes`, " + limit);
      }
      return Bytes.copyOf(content, 0, end);
    } catch (IOException e) {
      throw wrong("`" + name + "` cannot be read: " + e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
