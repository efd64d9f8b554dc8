// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.engine.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a policy is applied. */
public final class Sites {
  private static final int MOST_DIRECTORIES = 64;

  private Sites() {}

  /** Where a policy is applied by a session in a directory. */
  public static Site of(Home home, Path directory, PolicyFile policy) {
    return new Site(
        home.userHome(),
        directory,
        project(home, directory).orElse(directory),
        isCaseSensitive(),
        policy.checks().egress().allowDomains());
  }

  /**
   * The root of what the user works on: the nearest directory that is a Git work tree or has a
   * project file, below the user's home.
   */
  private static Optional<Path> project(Home home, Path directory) {
    @Nullable Path here = directory.toAbsolutePath().normalize();
    for (int i = 0; here != null && i < MOST_DIRECTORIES; i++, here = here.getParent()) {
      if (here.equals(home.userHome())) {
        break;
      }
      if (Files.exists(here.resolve(".git"))
          || Files.exists(here.resolve(ConfigFiles.PROJECT_FILE))) {
        return Optional.of(here);
      }
    }
    return Optional.empty();
  }

  private static boolean isCaseSensitive() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return !system.contains("win") && !system.contains("mac");
  }
}
