// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.config.Problems;
import dev.mcpfirewall.policy.LoadedPolicy.Sources;
import dev.mcpfirewall.policy.read.PolicyReader;
import dev.mcpfirewall.policy.read.Profiles;
import dev.mcpfirewall.policy.read.Profiles.Profile;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the policy that holds in a directory out of the files that apply there, starting from
 * {@link PolicyFile#DEFAULTS}: first profiles, then what a person owns or trusts, overlaid one by
 * the next; then each file that can only make things stricter, joined value by value and with a
 * book of its own, so that whatever it says, nothing becomes looser. What it tried is a warning.
 */
public final class PolicyLoader {
  static final Comparator<Position> BY_PLACE =
      Comparator.comparing(Position::file)
          .thenComparingInt(Position::line)
          .thenComparingInt(Position::column);
  private static final Comparator<Problem> IN_ORDER = Comparator.comparing(Problem::at, BY_PLACE);

  private final Home home;

  /** Policies from the files of {@code home}. */
  public PolicyLoader(Home home) {
    this.home = home;
  }

  /**
   * The policy that holds in {@code directory}.
   *
   * @param explicit the file named on the command line, which stands in the user's file's place
   * @throws ConfigException with the problems of all files
   */
  public LoadedPolicy load(Path directory, Optional<Path> explicit) {
    ConfigFiles files = new ConfigFiles(home);
    LoadedPolicy loaded = combine(files.read(directory, explicit));
    NavigableSet<Path> places = new TreeSet<>(loaded.sources().files());
    places.addAll(files.places(directory, explicit));
    return new LoadedPolicy(
        loaded.policy(),
        loaded.revision(),
        loaded.layers(),
        new Sources(places, loaded.sources().directories()),
        loaded.warnings());
  }

  /**
   * The policy that these files make together.
   *
   * @param layers the weakest first
   * @throws ConfigException with the problems of all files
   */
  public LoadedPolicy combine(List<Layer> layers) {
    Loading loading = new Loading();
    PolicyFile policy = loading.own(layers.stream().filter(l -> !l.onlyTightens()).toList());
    int project = 0;
    for (Layer layer : layers) {
      if (layer.onlyTightens()) {
        policy = loading.tightened(policy, layer, prefix(project++));
      }
    }
    if (!loading.problems.isEmpty()) {
      throw new ConfigException(loading.problems);
    }
    layers.forEach(layer -> loading.files.add(layer.file()));
    return new LoadedPolicy(
        policy,
        policy.revision(),
        layers,
        new Sources(loading.files, loading.directories),
        loading.warnings);
  }

  /** Rules without a name get one that says which file they are from. */
  private static String prefix(int project) {
    return project == 0 ? "project/" : "project-" + (project + 1) + "/";
  }

  /** One file or profile on its way into a policy. */
  private record Part(MapNode root, String prefix, Optional<Path> directory) {}

  /** What has come together so far; used by one thread. */
  private final class Loading {
    private final Profiles profiles = new Profiles(home);
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final NavigableSet<Path> files = new TreeSet<>();
    private final NavigableSet<Path> directories = new TreeSet<>();

    PolicyFile own(List<Layer> layers) {
      List<Part> parts = profilesOf(layers.reversed()).reversed();
      PolicyFile policy = PolicyFile.DEFAULTS;
      for (Part profile : parts) {
        policy = read(profile, policy);
      }
      int project = 0;
      for (Layer layer : layers) {
        boolean trusted = layer.origin() == Layer.Origin.TRUSTED_PROJECT;
        PolicyReader reader =
            trusted
                ? new PolicyReader(home, prefix(project++), Optional.empty())
                : new PolicyReader(home, "", Optional.ofNullable(layer.file().getParent()));
        policy = reader.read(layer.root(), policy);
        note(reader);
        if (trusted) {
          warnings.addAll(new FilesBeside(layer, reader.set()).warnings());
        }
      }
      return policy;
    }

    /** The profiles of all these files, the nearest first. */
    private List<Part> profilesOf(List<Layer> nearestFirst) {
      List<Part> parts = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      for (Layer layer : nearestFirst) {
        Problems found = new Problems();
        for (Profile profile : profiles.namedIn(layer, found)) {
          profile.file().ifPresent(files::add);
          if (seen.add(profile.file().map(Path::toString).orElse(profile.name()))) {
            parts.add(
                new Part(
                    profile.root(), profile.name() + "/", profile.file().map(Path::getParent)));
          }
        }
        found.all().stream().sorted(IN_ORDER).forEach(problems::add);
      }
      return parts;
    }

    PolicyFile tightened(PolicyFile policy, Layer layer, String prefix) {
      PolicyFile alone = withoutBooks(policy);
      for (Part profile : profilesOf(List.of(layer)).reversed()) {
        alone = read(profile, alone);
      }
      PolicyReader reader = new PolicyReader(home, prefix, Optional.empty());
      alone = reader.read(layer.root(), alone);
      note(reader);
      ProjectFile project = new ProjectFile(layer, reader.set(), policy, alone);
      warnings.addAll(project.warnings());
      return policy.stricter(project.bound());
    }

    private PolicyFile read(Part part, PolicyFile before) {
      PolicyReader reader = new PolicyReader(home, part.prefix(), part.directory());
      PolicyFile after = reader.read(part.root(), before);
      note(reader);
      return after;
    }

    private void note(PolicyReader reader) {
      reader.problems().all().stream().sorted(IN_ORDER).forEach(problems::add);
      files.addAll(reader.files());
      directories.addAll(reader.directories());
    }
  }

  private static PolicyFile withoutBooks(PolicyFile policy) {
    return policy.withBooks(List.of(Rulebook.EMPTY));
  }
}
