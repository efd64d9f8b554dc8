// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.learn;

import dev.mcpfirewall.cli.policy.record.LogOption;
import dev.mcpfirewall.cli.policy.record.Trail;
import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.config.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code policy suggest}. */
@Command(
    name = "suggest",
    description = {
      "Learn a least-privilege policy from recorded traffic: what passed may pass, what was held"
          + " asks a person, everything else is refused.",
      "",
      "Before it is printed it is put before the same traffic. What had passed and would not any more"
          + " is told on stderr.",
    },
    customSynopsis = "mcp-firewall policy suggest [OPTION...] [--audit PATH]",
    exitCodeList = {
      "0:all that passed, as far as the log tells, passes under it",
      "1:something does not; it is told on stderr",
      "2:the log or the command line is wrong, or the log does not verify",
    },
    footer = {
      "  mcp-firewall policy suggest",
      "  mcp-firewall policy suggest --audit ~/.mcp-firewall/audit -o learnt.yaml",
      "  mcp-firewall policy replay --config learnt.yaml",
    })
public final class SuggestCommand implements Callable<Integer> {
  private static final int MOST_FAULTS = 5;
  private static final int MOST_REFUSED = 20;

  @Mixin private LogOption log = new LogOption();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the policy to this file, which must not be there yet.")
  private Optional<Path> output = Optional.empty();

  @Option(names = "--force", description = "Replace a file.")
  private boolean force;

  @Option(names = "--unverified", description = "Learn even from a log that does not verify.")
  private boolean unverified;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Desk desk;

  /** The command. */
  public SuggestCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Path> target = output.map(file -> desk.directory().resolve(file));
    if (target.filter(Files::exists).isPresent() && !force) {
      throw wrong("there is a file already: `" + output.get() + "`; --force replaces it");
    }
    Trail trail = log.read(desk);
    if (!trail.faults().isEmpty()) {
      trail.faults().stream().limit(MOST_FAULTS).forEach(f -> desk.err().println("  " + f));
      if (!unverified) {
        throw wrong("the log does not verify, and who wrote it may want more than they had");
      }
    }
    Suggestion suggestion = Suggestion.of(desk, trail);
    if (target.isPresent()) {
      PrivateFiles.write(target.get(), suggestion.yaml().getBytes(StandardCharsets.UTF_8));
    } else {
      desk.out().print(suggestion.yaml());
      desk.out().flush();
    }
    tell(suggestion);
    return suggestion.refused().isEmpty() ? Desk.OK : Desk.NO;
  }

  private void tell(Suggestion suggestion) {
    if (suggestion.untold() > 0) {
      desk.err()
          .println(
              (suggestion.untold() == 1
                      ? "1 message that passed cannot"
                      : suggestion.untold() + " messages that passed cannot")
                  + " be told again, and may be refused by this");
    }
    if (!suggestion.refused().isEmpty()) {
      desk.err().println("passed when it was recorded, and does not under this policy:");
      suggestion.refused().stream()
          .limit(MOST_REFUSED)
          .forEach(text -> desk.err().println("  " + Desk.plain(text)));
      int more = suggestion.refused().size() - MOST_REFUSED;
      if (more > 0) {
        desk.err().println("  … and " + more + " more");
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
