// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds modules and documents as {@code opa} does: a document in a directory is rooted at the names
 * of the directories that lead to it, a file that is named itself at the top, {@code a.b:PATH}
 * below {@code data.a.b}.
 */
final class PolicyFiles {
  /** What to look for. */
  enum Kind {
    /** Modules, and every JSON and YAML file. */
    ALL,
    /** As in a bundle: modules, and documents only in files named data. */
    BUNDLE,
    /** Modules alone; of documents, not even those that are no JSON matter. */
    MODULES
  }

  /**
   * What was found.
   *
   * @param sources in the order of their names within a path
   * @param data all documents, merged
   */
  record Found(List<Source> sources, ObjectValue data) {
    Found {
      sources = List.copyOf(sources);
    }
  }

  private final Path directory;
  private final List<Source> sources = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private ObjectValue data = ObjectValue.EMPTY;

  private PolicyFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Reads files and directories.
   *
   * @throws WrongInput with everything that is missing or can't be read
   */
  static Found read(Path directory, List<String> paths, Kind kind) {
    PolicyFiles files = new PolicyFiles(directory);
    files.add(paths, kind);
    return files.found();
  }

  /** Reads plain paths and bundles together. */
  static Found read(Path directory, List<String> plain, List<String> bundles) {
    PolicyFiles files = new PolicyFiles(directory);
    files.add(plain, Kind.ALL);
    files.add(bundles, Kind.BUNDLE);
    return files.found();
  }

  /** The bytes of one file. */
  static byte[] bytes(Path directory, String name) {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      throw new WrongInput("there is no `" + name + "`");
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new WrongInput("`" + name + "` cannot be read: " + e.getMessage());
    }
  }

  private Found found() {
    if (!wrong.isEmpty()) {
      throw new WrongInput(wrong);
    }
    return new Found(sources, data);
  }

  private void add(List<String> paths, Kind kind) {
    for (String named : paths) {
      int colon = named.indexOf(':');
      boolean rooted = colon > 0 && !Files.exists(directory.resolve(named));
      List<String> root = rooted ? List.of(named.substring(0, colon).split("\\.", -1)) : List.of();
      String path = rooted ? named.substring(colon + 1) : named;
      try {
        add(path.startsWith("file://") ? path.substring("file://".length()) : path, root, kind);
      } catch (WrongInput e) {
        wrong.addAll(e.lines());
      }
    }
  }

  private void add(String path, List<String> root, Kind kind) {
    Path start = directory.resolve(path);
    if (!Files.exists(start)) {
      throw new WrongInput("there is no `" + path + "`");
    }
    if (Files.isRegularFile(start) || !Files.isDirectory(start)) {
      if (!path.endsWith(".rego") && !Documents.isDocument(path)) {
        throw new WrongInput(
            "`"
                + path
                + "` is no .rego, .json, .yaml or .yml file"
                + (path.endsWith(".tar.gz") ? "; unpack the bundle first" : ""));
      }
      file(path, root, kind == Kind.BUNDLE ? Kind.ALL : kind);
      return;
    }
    for (Path file : walk(start, path)) {
      Path below = start.relativize(file);
      List<String> names = new ArrayList<>(root);
      for (int i = 0; i < below.getNameCount() - 1; i++) {
        names.add(below.getName(i).toString());
      }
      try {
        file(Path.of(path).resolve(below).toString(), names, kind);
      } catch (WrongInput e) {
        wrong.addAll(e.lines());
      }
    }
  }

  private static List<Path> walk(Path start, String path) {
    try (Stream<Path> all = Files.walk(start, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      String reason =
          e.getCause() instanceof FileSystemLoopException
              ? "a link in it leads back into it"
              : String.valueOf(e.getMessage());
      throw new WrongInput("`" + path + "` cannot be read: " + reason);
    } catch (IOException e) {
      throw new WrongInput("`" + path + "` cannot be read: " + e.getMessage());
    }
  }

  private void file(String name, List<String> root, Kind kind) {
    if (name.endsWith(".rego")) {
      sources.add(new Source(name, new String(bytes(directory, name), StandardCharsets.UTF_8)));
    } else if (kind == Kind.ALL
        ? Documents.isDocument(name)
        : kind == Kind.BUNDLE && isData(name)) {
      Value document = Documents.read(name, bytes(directory, name));
      for (String key : root.reversed()) {
        document = object(key, document);
      }
      if (!(document instanceof ObjectValue object)) {
        throw new WrongInput("`" + name + "` holds no object, and only an object can be `data`");
      }
      data = merged(data, object, name);
    }
  }

  private static boolean isData(String name) {
    Path file = Path.of(name).getFileName();
    return Optional.ofNullable(file)
        .map(Path::toString)
        .filter(List.of("data.json", "data.yaml", "data.yml")::contains)
        .isPresent();
  }

  private static ObjectValue object(String key, Value value) {
    ObjectValue.Builder builder = ObjectValue.builder(1);
    builder.put(StringValue.of(key), value);
    return builder.build();
  }

  private static ObjectValue merged(ObjectValue one, ObjectValue other, String name) {
    ObjectValue.Builder builder = ObjectValue.builder(one.size() + other.size());
    one.forEach(builder::put);
    other.forEach((key, value) -> {
      Value before = builder.put(key, value);
      if (before instanceof ObjectValue a && value instanceof ObjectValue b) {
        builder.put(key, merged(a, b, name));
      } else if (before != null) {
        throw new WrongInput("`" + name + "` sets " + key + ", which another file sets, too");
      }
    });
    return builder.build();
  }
}
