// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.eval;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Labelled cases in files: one JSON object a line, of every {@code *.jsonl} below a directory. */
final class CorpusFiles {
  private static final String ENDING = ".jsonl";

  private CorpusFiles() {}

  /**
   * Reads the cases in the order of their files' names.
   *
   * @param folder the one that is wanted; all without it
   * @throws IOException if a file cannot be read or a line is no case; the message says which
   */
  static List<CorpusCase> read(Path directory, Optional<String> folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files =
          all.filter(file -> file.getFileName().toString().endsWith(ENDING))
              .sorted(Comparator.comparing(Path::toString))
              .toList();
    }
    List<CorpusCase> cases = new ArrayList<>();
    for (Path file : files) {
      String name = folder(directory, file);
      if (folder.isEmpty() || folder.get().equals(name)) {
        read(file, name, cases);
      }
    }
    return cases;
  }

  /** The directory a file is in; of one directly in the directory given, its own name. */
  private static String folder(Path directory, Path file) {
    Path inside = directory.relativize(file);
    String name = file.getFileName().toString();
    return inside.getNameCount() > 1
        ? inside.getName(inside.getNameCount() - 2).toString()
        : name.substring(0, name.length() - ENDING.length());
  }

  private static void read(Path file, String folder, List<CorpusCase> cases) throws IOException {
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      if (!(Document.parse(Bytes.utf8(line)) instanceof Document document)) {
        throw new IOException("`" + file + "`, line " + number + " is not JSON");
      }
      CorpusCase one = new CorpusCase(folder, document.root());
      Optional<String> problem = one.problem();
      if (problem.isPresent()) {
        throw new IOException("`" + file + "`, line " + number + " " + problem.get());
      }
      cases.add(one);
    }
  }
}
