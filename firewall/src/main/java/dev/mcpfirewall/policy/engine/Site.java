// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.policy.DomainPattern;
import dev.mcpfirewall.policy.place.PathRoots;
import java.io.File;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a policy is applied: what paths in arguments are read against, and which addresses are
 * known.
 *
 * @param home the user's home, absolute
 * @param directory the one the session runs in, absolute
 * @param project the root of what the user works on, absolute: {@code ${PROJECT_DIR}}
 * @param caseSensitive whether the file system tells upper and lower case apart
 * @param allowDomains hosts to which data may go without that being a way out
 */
public record Site(
    Path home,
    Path directory,
    Path project,
    boolean caseSensitive,
    List<DomainPattern> allowDomains) {
  public Site {
    allowDomains = List.copyOf(allowDomains);
  }

  PathRoots roots() {
    return new PathRoots(
        home.toString(),
        directory.toString(),
        project.toString(),
        !caseSensitive,
        File.separatorChar == '\\');
  }
}
