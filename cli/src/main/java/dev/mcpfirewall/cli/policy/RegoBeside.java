// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.policy.compile.Extensions;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.parse.Options;
import dev.mcpfirewall.rego.parse.Parser;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Rego files that a policy names, read by themselves. */
final class RegoBeside {
  private RegoBeside() {}

  /** What is wrong with a Rego file as far as it can be told without the rest of the policy. */
  static List<Problem> problems(Path directory, Path file) {
    try {
      String text = ConfigFiles.text(directory.resolve(file));
      Parser.module(new Source(file.toString(), text), Options.V1);
      return List.of();
    } catch (RegoException e) {
      return e.errors().stream().map(Extensions::problem).toList();
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  /** What is wrong with those that a YAML file names, as far as it can be read. */
  static List<Problem> named(Path directory, Path yaml) {
    Path file = directory.resolve(yaml);
    try {
      Optional<Node> rego =
          ConfigFiles.tree(file) instanceof MapNode map ? map.get("rego") : Optional.empty();
      if (rego.isEmpty() || !(rego.get() instanceof ListNode list)) {
        return List.of();
      }
      Path beside = file.resolveSibling("").toAbsolutePath();
      return list.items().stream()
          .filter(Scalar.class::isInstance)
          .map(item -> ((Scalar) item).text())
          .flatMap(name -> files(beside, name).stream())
          .flatMap(found -> problems(beside, found).stream())
          .toList();
    } catch (ConfigException alreadyTold) {
      return List.of();
    }
  }

  private static List<Path> files(Path directory, String name) {
    if (!name.contains("*")) {
      return Stream.of(directory.resolve(name)).filter(Files::isRegularFile).toList();
    }
    Path place = directory.resolve(name.substring(0, name.lastIndexOf('/') + 1));
    String last = name.substring(name.lastIndexOf('/') + 1);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + last);
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(place)) {
      all.filter(path -> matcher.matches(path.getFileName())).sorted().forEach(found::add);
    } catch (IOException missing) {
      return List.of();
    }
    return found;
  }
}
