// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import dev.mcpfirewall.config.Layer.Origin;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Problem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds and reads the configuration files that apply in a directory, the weakest first: the user's
 * file (or the one named on the command line in its place), then each {@code .mcp-firewall.yaml}
 * from the outermost directory to the innermost.
 *
 * <p>Project files are looked for in the directory and those above it, up to the root of a Git work
 * tree, the person's home, or the root of the file system. All of them count: a directory further
 * in cannot hide what one further out forbids.
 */
public final class ConfigFiles {
  /** What a project calls its file. */
  public static final String PROJECT_FILE = ".mcp-firewall.yaml";

  private static final int LARGEST = 1 << 20;
  private static final int MOST_DIRECTORIES = 64;

  private final Home home;
  private final Snapshots snapshots;
  private final Trust trust;

  /** The files of {@code home} and of whatever directory is asked about. */
  public ConfigFiles(Home home) {
    this.home = home;
    this.snapshots = new Snapshots(home);
    this.trust = new Trust(home);
  }

  /**
   * The files that apply in {@code directory}, the first to be overlaid by the next.
   *
   * @param explicit the file named on the command line; project files then only make it stricter
   * @throws ConfigException with the problems of every file that cannot be used
   */
  public List<Layer> read(Path directory, Optional<Path> explicit) {
    List<Layer> layers = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Optional<Path> first = explicit.or(() -> Optional.of(home.config()).filter(Files::exists));
    Origin origin = explicit.isPresent() ? Origin.EXPLICIT : Origin.USER;
    first.ifPresent(file -> add(layers, problems, origin, file));
    for (Path file : projectFiles(directory)) {
      add(layers, problems, explicit.isPresent() ? Origin.PROJECT : Origin.TRUSTED_PROJECT, file);
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return List.copyOf(layers);
  }

  /**
   * Where the policy of {@code directory} would change if a file changed, came or went: the user's
   * file or the one named, every place of a project file, and the record of trust. Absolute.
   */
  public List<Path> places(Path directory, Optional<Path> explicit) {
    List<Path> places = new ArrayList<>();
    places.add(explicit.orElse(home.config()).toAbsolutePath().normalize());
    places.add(home.trust());
    directories(directory).forEach(here -> places.add(here.resolve(PROJECT_FILE)));
    return List.copyOf(places);
  }

  /**
   * One file, with the power its place gives it.
   *
   * @throws ConfigException if it cannot be used
   */
  public Layer read(Origin origin, Path file) {
    if (origin == Origin.PROJECT || origin == Origin.TRUSTED_PROJECT) {
      refuseDevice(file);
    }
    byte[] content = content(file);
    Digest digest = Digest.of(content);
    String name = file.toString();
    Path absolute = file.toAbsolutePath().normalize();
    Optional<MapNode> compiled = snapshots.find(digest, name);
    MapNode tree = compiled.orElseGet(() -> YamlReader.read(name, decode(name, content)));
    if (compiled.isEmpty()) {
      snapshots.store(digest, tree);
    }
    return new Layer(power(origin, absolute, digest), absolute, digest, tree);
  }

  /**
   * A configuration that comes with the program, with the user's power: the person chose it.
   *
   * @param name how positions name it
   * @throws ConfigException if it cannot be used
   */
  public Layer builtIn(String name, byte[] content) {
    Digest digest = Digest.of(content);
    Optional<MapNode> compiled = snapshots.find(digest, name);
    MapNode tree = compiled.orElseGet(() -> YamlReader.read(name, decode(name, content)));
    if (compiled.isEmpty()) {
      snapshots.store(digest, tree);
    }
    return new Layer(Origin.USER, Path.of(name), digest, tree);
  }

  /**
   * The text of a file that a configuration names: at most 1 MiB of UTF-8.
   *
   * @throws ConfigException if it cannot be read
   */
  public static String text(Path file) {
    refuseDevice(file);
    return decode(file.toString(), content(file));
  }

  /**
   * A YAML file that a configuration names, whatever is in it.
   *
   * @throws ConfigException if it cannot be read, or is no YAML
   */
  public static Node tree(Path file) {
    return YamlReader.readAny(file.toString(), text(file));
  }

  private Origin power(Origin origin, Path file, Digest digest) {
    boolean doubtful = origin == Origin.TRUSTED_PROJECT;
    return doubtful && !trust.covers(file.resolveSibling("").toAbsolutePath(), digest)
        ? Origin.PROJECT
        : origin;
  }

  private void add(List<Layer> layers, List<Problem> problems, Origin origin, Path file) {
    try {
      layers.add(read(origin, file));
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
  }

  /** The project files that apply in {@code directory}, the outermost first. */
  public List<Path> projectFiles(Path directory) {
    return directories(directory).reversed().stream()
        .map(here -> here.resolve(PROJECT_FILE))
        .filter(Files::exists)
        .toList();
  }

  /** The directories whose files count, the innermost first. */
  private List<Path> directories(Path directory) {
    List<Path> all = new ArrayList<>();
    Path here = directory.toAbsolutePath().normalize();
    for (int i = 0; here != null && i < MOST_DIRECTORIES; i++, here = here.getParent()) {
      all.add(here);
      if (Files.exists(here.resolve(".git")) || here.equals(home.userHome())) {
        break;
      }
    }
    return all;
  }

  /**
   * Refuses what is no file: a repository can hold a link to a device, and reading our own stdin
   * would swallow the client's words.
   *
   * @throws ConfigException if it is a pipe or a device
   */
  public static void refuseDevice(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      throw ConfigException.of(
          Position.of(file.toString()),
          Kind.UNREADABLE,
          "it is a pipe or a device, not a file",
          "remove it");
    }
  }

  private static byte[] content(Path file) {
    Position at = Position.of(file.toString());
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw ConfigException.of(
            at,
            Kind.TOO_LARGE,
            "this file has more than " + LARGEST + " bytes",
            "a configuration is a few kilobytes; is this the right file?");
      }
      return content;
    } catch (NoSuchFileException e) {
      throw ConfigException.of(
          at, Kind.UNREADABLE, "there is no such file", "`mcp-firewall init` writes a first one");
    } catch (IOException e) {
      if (Files.isDirectory(file)) {
        throw ConfigException.of(at, Kind.UNREADABLE, "it is a directory", "name a file in it");
      }
      throw ConfigException.of(
          at,
          Kind.UNREADABLE,
          "it can't be read: " + e.getMessage(),
          "check its place and permissions");
    }
  }

  private static String decode(String name, byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      // The decoder stops in front of what it can't read.
      int at = bytes.position();
      long line = IntStream.range(0, at).filter(i -> content[i] == '\n').count() + 1;
      throw ConfigException.of(
          Position.of(name),
          Kind.NOT_UTF8,
          "this is not UTF-8: see line " + line,
          "save the file as UTF-8");
    }
  }
}
