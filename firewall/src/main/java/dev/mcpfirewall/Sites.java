// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import dev.mcpfirewall.check.OwnFiles;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.engine.Site;
import dev.mcpfirewall.policy.place.PathRoots;
import dev.mcpfirewall.policy.place.Places;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a policy is applied. */
public final class Sites {
  private static final int MOST_DIRECTORIES = 64;

  private Sites() {}

  /** Where a policy is applied by a session in a directory. */
  public static Site of(Home home, Path directory, PolicyFile policy) {
    Path project = project(home, directory).orElse(directory);
    return new Site(
        home.userHome(),
        directory,
        project,
        !PathRoots.of(home.userHome(), directory, Optional.of(project)).foldsCase(),
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

  /** What the policy is made of, but for what is known by its name: our home and project files. */
  static OwnFiles ownFiles(Site site, LoadedPolicy.Sources sources) {
    List<Path> files = sources.files().stream().filter(Sites::isUnknown).toList();
    List<Path> directories = sources.directories().stream().filter(Sites::isUnknown).toList();
    return new OwnFiles(new Places(roots(site), new ShellAndHosts()), files, directories);
  }

  private static boolean isUnknown(Path path) {
    for (Path part : path) {
      String name = part.toString();
      if (name.equals(".mcp-firewall") || name.equals(ConfigFiles.PROJECT_FILE)) {
        return false;
      }
    }
    return path.isAbsolute();
  }

  private static PathRoots roots(Site site) {
    return PathRoots.of(site.home(), site.directory(), Optional.of(site.project()));
  }
}
