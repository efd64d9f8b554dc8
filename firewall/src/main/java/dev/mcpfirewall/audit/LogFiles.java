// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.json.Document;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Which files make up a log. */
final class LogFiles {
  private LogFiles() {}

  /**
   * What a file's first line says of it.
   *
   * @param chain the chain's name, fit to be part of a file's name
   * @param number which of the chain's files, 1 for the first
   */
  record Header(String chain, long number) {}

  /** The files themselves, and of directories all logs in them, without any twice. */
  static List<Path> of(List<Path> paths) throws IOException {
    NavigableSet<Path> files = new TreeSet<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        try (DirectoryStream<Path> logs =
            Files.newDirectoryStream(path, "*" + ChainWriter.SUFFIX)) {
          logs.forEach(files::add);
        }
      } else {
        files.add(path);
      }
    }
    return new ArrayList<>(files);
  }

  /** Reads the first line; nothing if it is not that of a log. */
  static Optional<Header> header(Path path) throws IOException {
    try (LogLines lines = new LogLines(path)) {
      LogLines.Piece piece = lines.next();
      if (!piece.isWhole() || !(Document.parse(piece.bytes()) instanceof Document document)) {
        return Optional.empty();
      }
      Line line = new Line(document);
      Header header = new Header(line.text("chain"), line.number("number"));
      return line.textOrEmpty("kind").equals("file") && isName(header.chain())
          ? Optional.of(header)
          : Optional.empty();
    } catch (Line.Unreadable e) {
      return Optional.empty();
    }
  }

  /** Names become paths of heads: one that a forger chose must not lead elsewhere. */
  private static boolean isName(String chain) {
    return !chain.isEmpty()
        && chain.chars().allMatch(c -> ChainWriter.isPlain((char) c) || c == '.');
  }
}
