// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.KillSwitch;
import dev.mcpfirewall.PolicyInForce;
import dev.mcpfirewall.cli.policy.trial.CallShorthand;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Reader;
import dev.mcpfirewall.mcp.Reading;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.policy.LoadedPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides one message, so that a policy can be tried without a server. */
@Command(
    name = "check",
    description = {
      "Say what the firewall would do with one message, and why; nothing is run or recorded.",
      "",
      "The message is a tool's name and its arguments, or JSON-RPC from a file or stdin.",
    },
    customSynopsis = {
      "mcp-firewall check [OPTION...] TOOL [NAME=TEXT | NAME:=JSON]...",
      "       mcp-firewall check [OPTION...] --input FILE",
    },
    exitCodeList = {
      "0:it would pass",
      "1:it would be denied, held or redacted",
      "2:the input is no message, or the configuration is wrong",
    },
    footer = {
      "  mcp-firewall check read_file path=/etc/shadow",
      "  mcp-firewall check transfer to=ann amount:=12.5 --server bank --json",
      "  echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[]}}' |",
      "      mcp-firewall check --input - --from server",
    })
final class CheckCommand implements Callable<Integer> {
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

  @Option(
      names = "--server",
      paramLabel = "NAME",
      description = "What the configuration calls the server. Default: ${DEFAULT-VALUE}.",
      defaultValue = "server")
  private String server = "server";

  @Option(
      names = "--agent",
      paramLabel = "NAME",
      description = "Who the client is for the policy. Default: it has not said so.")
  private Optional<String> agent = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "SIDE",
      description = "Who sends the message: client (the default) or server.")
  private Sender from = Sender.client;

  @Option(
      names = "--answers",
      paramLabel = "METHOD",
      description = "For an answer, the method it answers. Default: ${DEFAULT-VALUE}.",
      defaultValue = "tools/call")
  private String answers = "tools/call";

  @Option(
      names = "--tool",
      paramLabel = "NAME",
      description = "For the answer to a call, the tool that was called.")
  private Optional<String> tool = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Use this file instead of your own; project files only make it stricter.")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final Surroundings here;

  CheckCommand(Surroundings here) {
    this.here = here;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws IOException {
    if (call.isEmpty() == input.isEmpty()) {
      throw wrong("give a tool and its arguments, or `--input FILE`, and not both");
    }
    PolicyInForce policy =
        PolicyInForce.load(
            new PolicyInForce.Origin(here.home(), here.directory(), config),
            new KillSwitch(here.home().kill()));
    LoadedPolicy loaded = policy.loaded();
    loaded.warnings().forEach(warning -> here.err().println("warning: " + warning));
    Bytes frame =
        input.isPresent()
            ? read(input.get(), loaded.policy().limits().messageBytes())
            : CallShorthand.frame(call, this::wrong);
    return switch (Reader.read(frame, false)) {
      case Reading.Single single -> decide(single.message(), policy);
      case Reading.Malformed malformed ->
          bad(malformed.problem().words(), malformed.problem().rule(), malformed.offset());
      case Reading.Blank _ -> bad("is empty", "protocol.empty", 0);
      case Reading.Batch _ -> bad("is a batch; check its elements one by one", "protocol.batch", 0);
    };
  }

  private int decide(Message message, PolicyInForce policy) {
    Direction direction =
        switch (from) {
          case client -> Direction.INBOUND;
          case server -> Direction.OUTBOUND;
        };
    Ruling ruling =
        new Judgement(server, agent, direction, new Asked(answers, tool))
            .of(message, policy, here.directory(), Instant.now());
    new RulingText(here, policy.loaded(), json).print(message, ruling);
    return ruling.effect() == Effect.ALLOW ? ExitCode.OK : ExitCode.NO;
  }

  private int bad(String words, String rule, int offset) {
    String place = offset > 0 ? " (at byte " + offset + ")" : "";
    here.err().println("mcp-firewall: the message " + words + place);
    here.err().println("  a running wrap refuses it: " + rule);
    return ExitCode.USAGE;
  }

  private Bytes read(String file, int limit) throws IOException {
    try (InputStream in =
        file.equals("-") ? here.in() : Files.newInputStream(here.directory().resolve(file))) {
      byte[] content = in.readNBytes(limit + 2);
      int end = content.length;
      // A text file ends in a line end, which on the wire belongs to no message.
      while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r')) {
        end--;
      }
      if (end > limit) {
        throw wrong("the message is larger than `limits.message_bytes`, " + limit);
      }
      return Bytes.copyOf(content, 0, end);
    } catch (IOException e) {
      throw wrong("`" + file + "` cannot be read: " + Reasons.of(e));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
