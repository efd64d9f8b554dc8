// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.ast.Module.Version;
import picocli.CommandLine.Option;

/** Which Rego files are written in: what all commands that read policies have in common. */
final class Syntax {
  @Option(names = "--v0-compatible", description = "Read files as the older Rego, without `if`.")
  private boolean v0;

  @Option(names = "--v1-compatible", hidden = true, description = "As it is by default.")
  private boolean v1;

  /** The syntax of a module that does not say. */
  Version version() {
    return v0 && !v1 ? Version.V0 : Version.V1;
  }
}
