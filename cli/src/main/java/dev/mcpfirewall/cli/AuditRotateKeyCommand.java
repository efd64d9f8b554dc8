// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.audit.KeyRotation;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mcp-firewall audit rotate-key}. */
@Command(
    name = "rotate-key",
    description = {
      "Replaces the key that signs the log. The old one signs the handover, then its private half"
          + " is gone; its public half stays, to verify what it signed.",
      "Wraps that are running take up the new key at their next seal."
    },
    mixinStandardHelpOptions = true)
final class AuditRotateKeyCommand implements Callable<Integer> {
  @Mixin private final AuditCommand.Places places;
  @Spec private @Nullable CommandSpec spec;

  AuditRotateKeyCommand(AuditCommand.Places places) {
    this.places = places;
  }

  @Override
  public Integer call() throws IOException {
    KeyRotation rotation = KeyRotation.rotate(places.settings(), InstantSource.system());
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.printf("signed by %s until now, by %s from now on%n", rotation.oldKey(), rotation.newKey());
    out.flush();
    return 0;
  }
}
