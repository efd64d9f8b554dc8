// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.DidYouMean;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.config.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what {@code profiles:} names: a policy that comes with the program, or a file. A profile
 * names no profiles of its own, so there is one level and no circle.
 */
public final class Profiles {
  /** Those for a whole machine, the laxest first, and the recipes for single servers. */
  public static final List<String> BUILT_IN =
      List.of(
          "minimal",
          "developer",
          "company-laptop",
          "enterprise",
          "strict",
          "recipe/filesystem",
          "recipe/github",
          "recipe/shell",
          "recipe/postgres",
          "recipe/browser",
          "recipe/slack");

  private static final int MOST = 16;

  private final Home home;
  private final ConfigFiles files;

  /** Profiles for the files of {@code home}. */
  public Profiles(Home home) {
    this.home = home;
    this.files = new ConfigFiles(home);
  }

  /**
   * A profile.
   *
   * @param name as it was named
   * @param file where it lies; empty for one that comes with the program
   * @param at where it was named
   */
  public record Profile(String name, Optional<Path> file, MapNode root, Position at) {}

  /** The text of a profile that comes with the program, if there is one of this name. */
  public static Optional<byte[]> text(String name) {
    if (!BUILT_IN.contains(name)) {
      return Optional.empty();
    }
    try (InputStream in = Profiles.class.getResourceAsStream("/profiles/" + name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("this build lacks the profile " + name);
      }
      return Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("the profile " + name + " cannot be read", e);
    }
  }

  /** The profiles that a file names, in its order. */
  public List<Profile> namedIn(Layer layer, Problems problems) {
    Optional<Node> value = layer.root().get("profiles");
    if (value.isEmpty() || value.get() instanceof Scalar none && none.isNull()) {
      return List.of();
    }
    if (!(value.get() instanceof ListNode list)) {
      problems.add(
          value.get().at(),
          Kind.WRONG_TYPE,
          "`profiles` cannot be " + value.get().kind(),
          "it takes a list, as in `[developer, recipe/github]`");
      return List.of();
    }
    if (list.items().size() > MOST) {
      problems.add(
          list.at(), Kind.BAD_VALUE, "`profiles` names more than " + MOST, "join some of them");
      return List.of();
    }
    List<Profile> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Node item : list.items()) {
      if (!(item instanceof Scalar name) || name.isNull()) {
        problems.add(
            item.at(), Kind.WRONG_TYPE, "`profiles` cannot hold " + item.kind(), "it takes names");
      } else if (!seen.add(name.text())) {
        problems.add(
            name.at(),
            Kind.DUPLICATE_KEY,
            "the profile `" + name.text() + "` is named twice",
            "keep one of them");
      } else {
        find(layer, name, problems).ifPresent(all::add);
      }
    }
    return all;
  }

  /** Whether a profile's name is that of a file. */
  public static boolean isFile(String name) {
    return name.endsWith(".yaml")
        || name.endsWith(".yml")
        || name.startsWith("./")
        || name.startsWith("../")
        || name.startsWith("~/")
        || name.startsWith("/");
  }

  private Optional<Profile> find(Layer layer, Scalar name, Problems problems) {
    if (!isFile(name.text())) {
      return builtIn(name, problems);
    }
    if (isProject(layer)) {
      // Told as a warning by who knows that the file has not the power.
      return Optional.empty();
    }
    try {
      Path directory = layer.file().resolveSibling("").toAbsolutePath();
      Path file = new FileSearch(directory, home.userHome()).file(name.text());
      Layer read = files.read(Layer.Origin.USER, file);
      refuseNested(read.root(), problems);
      return Optional.of(new Profile(name.text(), Optional.of(file), read.root(), name.at()));
    } catch (IllegalArgumentException e) {
      problems.add(name.at(), Kind.BAD_VALUE, "`" + name.text() + "` " + e.getMessage());
    } catch (ConfigException e) {
      boolean missing = e.problems().getFirst().kind() == Kind.UNREADABLE;
      if (missing) {
        problems.add(
            name.at(),
            Kind.UNREADABLE,
            "the profile `" + name.text() + "`: " + e.problems().getFirst().message(),
            "names are from the directory of this file; or one of: " + String.join(", ", BUILT_IN));
      } else {
        e.problems().forEach(problems::add);
      }
    }
    return Optional.empty();
  }

  private static boolean isProject(Layer layer) {
    return switch (layer.origin()) {
      case PROJECT, TRUSTED_PROJECT -> true;
      case USER, EXPLICIT -> false;
    };
  }

  private Optional<Profile> builtIn(Scalar name, Problems problems) {
    Optional<byte[]> text = text(name.text());
    if (text.isEmpty()) {
      String help =
          DidYouMean.closest(name.text(), BUILT_IN)
              .or(() -> BUILT_IN.stream().filter(n -> n.endsWith("/" + name.text())).findFirst())
              .map(best -> "did you mean `" + best + "`?")
              .orElse(
                  "one of: " + String.join(", ", BUILT_IN) + "; or a file, as in `./mine.yaml`");
      problems.add(name.at(), Kind.BAD_VALUE, "there is no profile `" + name.text() + "`", help);
      return Optional.empty();
    }
    MapNode root = files.builtIn("profile:" + name.text(), text.get()).root();
    return Optional.of(new Profile(name.text(), Optional.empty(), root, name.at()));
  }

  private static void refuseNested(MapNode root, Problems problems) {
    for (Entry entry : root.entries()) {
      if (entry.key().text().equals("profiles")) {
        problems.add(
            entry.key().at(),
            Kind.BAD_VALUE,
            "a profile cannot name other profiles",
            "name them in the file that names this one");
      }
    }
  }
}
