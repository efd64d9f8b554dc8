// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import dev.mcpfirewall.detect.net.Host;
import dev.mcpfirewall.detect.shell.Redirect;
import dev.mcpfirewall.detect.shell.ShellCommand;
import dev.mcpfirewall.detect.shell.ShellScript;
import dev.mcpfirewall.detect.shell.Step;
import dev.mcpfirewall.detect.shell.Word;
import dev.mcpfirewall.policy.place.Dissection;
import java.util.List;

/** The detectors' knowledge of shells and hosts, for policies. */
public final class ShellAndHosts implements Dissection {
  @Override
  public List<Run> commands(String script) {
    return ShellScript.read(script).steps().stream().map(ShellAndHosts::run).toList();
  }

  private static Run run(Step step) {
    List<String> writes =
        step.written().redirects().stream()
            .filter(redirect -> isWrite(redirect.kind()))
            .map(Redirect::target)
            .toList();
    return new Run(words(step.written()), words(step.bare()), writes);
  }

  private static boolean isWrite(Redirect.Kind kind) {
    return switch (kind) {
      case WRITE, APPEND, BOTH -> true;
      case READ, TEXT -> false;
    };
  }

  private static List<String> words(ShellCommand command) {
    return command.words().stream().map(Word::text).toList();
  }

  @Override
  public String host(String written) {
    return Host.read(written).canonical();
  }
}
