// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Module.Version;

/**
 * How to read a text.
 *
 * @param version the syntax, where the text does not say
 * @param maxDepth how deep terms may nest; what comes after the parser recurses over them
 * @param maxSize how many UTF-16 units a text may have
 * @param maxErrors after how many errors to stop
 */
public record Options(Version version, int maxDepth, int maxSize, int maxErrors) {
  /** The current syntax. */
  public static final Options V1 = of(Version.V1);

  /** The older syntax. */
  public static final Options V0 = of(Version.V0);

  /** A syntax, with limits that no policy written by people meets. */
  public static Options of(Version version) {
    return new Options(version, 256, 32 << 20, 20);
  }
}
