// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.json.Document;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Shows what stands in a log, also while it grows: of files, and of directories with all logs in
 * them. Lines that cannot be read are passed over. Not safe for use by several threads.
 */
public final class AuditReader implements Closeable {
  private final List<Path> paths;
  private final AuditQuery query;
  private final Map<Path, LogLines> open = new LinkedHashMap<>();

  /** Lines of the same moment stay in the order in which they were found. */
  private record Found(Instant time, long order, AuditEntry entry) implements Comparable<Found> {
    private static final Comparator<Found> ORDER =
        Comparator.comparing(Found::time).thenComparingLong(Found::order);

    @Override
    public int compareTo(Found other) {
      return ORDER.compare(this, other);
    }
  }

  /** A reader of these files and directories. */
  public AuditReader(List<Path> paths, AuditQuery query) {
    this.paths = List.copyOf(paths);
    this.query = query;
  }

  /**
   * The lines that are wanted, in order of time.
   *
   * @param most how many of them, the latest; 0 for all
   * @throws IOException if a file cannot be read
   */
  public List<AuditEntry> read(int most) throws IOException {
    PriorityQueue<Found> latest = new PriorityQueue<>();
    long[] count = {0};
    next(entry -> {
      latest.add(new Found(entry.time(), count[0]++, entry));
      if (most > 0 && latest.size() > most) {
        latest.remove();
      }
    });
    return latest.stream().sorted().map(Found::entry).toList();
  }

  /**
   * The wanted lines that were written since the last call of this or of {@link #read}, also in new
   * files. File by file, each in order.
   *
   * @throws IOException if a file cannot be read
   */
  public void next(Consumer<AuditEntry> consumer) throws IOException {
    for (Path path : LogFiles.of(paths)) {
      LogLines lines = open.get(path);
      if (lines == null) {
        if (Files.getLastModifiedTime(path).toInstant().isBefore(query.since())) {
          continue;
        }
        lines = new LogLines(path);
        open.put(path, lines);
      }
      read(path, lines, consumer);
    }
  }

  private void read(Path path, LogLines lines, Consumer<AuditEntry> consumer) throws IOException {
    for (LogLines.Piece piece = lines.next(); piece.isWhole(); piece = lines.next()) {
      if (Document.parse(piece.bytes()) instanceof Document document) {
        AuditEntry entry = new AuditEntry(path, document);
        if (query.matches(entry)) {
          consumer.accept(entry);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (LogLines lines : open.values()) {
      lines.close();
    }
    open.clear();
  }
}
