package dev.mcpfirewall.audit;

import dev.mcpfirewall.json.Document;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Which files make up a log. */
final class LogFiles {
  private LogFiles() {}

  /**
   * What a file's first line says of it.
   *
   * @param chain the chain's name; the file's own where it has no proper first line
   * @param number which of the chain's files, 1 for the first
   * @param server the server's name, empty where unknown
   */
  record Header(String chain, long number, String server) {}

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

  static Header header(Path path) throws IOException {
    String name = String.valueOf(path.getFileName());
    try (LogLines lines = new LogLines(path)) {
      LogLines.Piece piece = lines.next();
      if (piece.isWhole() && Document.parse(piece.bytes()) instanceof Document document) {
        Line line = new Line(document);
        if (line.textOrEmpty("kind").equals("file")) {
          return new Header(line.text("chain"), line.number("number"), line.textOrEmpty("server"));
        }
      }
    } catch (Line.Unreadable e) {
      return new Header(name, 1, "");
    }
    return new Header(name, 1, "");
  }
}
