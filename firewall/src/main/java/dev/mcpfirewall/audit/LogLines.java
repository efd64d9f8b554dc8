// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.json.Bytes;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The lines of a file, one after the other. Behind the last whole line it can be asked again later,
 * when the file has grown. Not safe for use by several threads.
 */
final class LogLines implements Closeable {
  /** Longer lines than ours can be are not gathered in memory: the rest is taken for the next. */
  static final int LONGEST = 8 << 20;

  private final RandomAccessFile file;
  private byte[] buffer = new byte[64 * 1024];
  private int from;
  private int to;
  private int searched;

  LogLines(Path path) throws IOException {
    this.file = new RandomAccessFile(path.toFile(), "r");
  }

  /** A line without its line feed, or what stands behind the last one. */
  record Piece(Bytes bytes, boolean isWhole) {}

  /** The next piece; not whole, and perhaps empty, at the end of the file as it is now. */
  Piece next() throws IOException {
    while (true) {
      for (int at = searched; at < to; at++) {
        if (buffer[at] == '\n') {
          Bytes line = Bytes.copyOf(buffer, from, at);
          from = at + 1;
          searched = from;
          return new Piece(line, true);
        }
      }
      searched = to;
      if (to - from >= LONGEST || !fill()) {
        return new Piece(Bytes.copyOf(buffer, from, to), false);
      }
    }
  }

  /** Takes what stands behind the last whole line as read. */
  void skipRest() {
    from = to;
  }

  private boolean fill() throws IOException {
    if (to == buffer.length && from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      searched -= from;
      from = 0;
    } else if (to == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = file.read(buffer, to, buffer.length - to);
    to += Math.max(0, read);
    return read > 0;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
