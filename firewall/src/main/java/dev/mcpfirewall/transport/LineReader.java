// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.transport;

import dev.mcpfirewall.json.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream of bytes into lines. Memory is bounded by the limit; a line for which there is less
 * memory than that is treated as one that is too long. Owned by one thread.
 */
final class LineReader {
  private static final int CHUNK = 64 * 1024;

  /** Lines up to this length are copied out of the buffer; longer ones take it with them. */
  private static final int SMALL = 16 * 1024;

  /** Bytes kept of either end of a line that is too long. */
  private static final int KEPT = 4 * 1024;

  private final InputStream in;
  private final int limit;

  private byte[] buffer = new byte[CHUNK];
  private int start;
  private int scanned;
  private int filled;
  private boolean lent;

  LineReader(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /** All lines that have arrived, at least one; empty at the end. */
  List<Frame> read() throws IOException {
    List<Frame> frames = new ArrayList<>();
    while (frames.isEmpty()) {
      boolean held = makeRoom();
      if (held && !fill()) {
        if (filled > start) {
          frames.add(line(filled));
          start = filled;
        }
        return frames;
      }
      cut(frames);
      while (!held || filled - start > limit) {
        held = true;
        frames.add(skip());
        cut(frames);
      }
    }
    return frames;
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer, filled, Math.min(CHUNK, buffer.length - filled));
    if (read < 0) {
      return false;
    }
    filled += read;
    return true;
  }

  /**
   * Leaves at least one free byte behind {@code filled}, in a buffer that nobody else reads; false
   * if there is no memory for the line so far and more of it.
   */
  private boolean makeRoom() {
    int pending = filled - start;
    if (!lent && filled < buffer.length && pending > 0) {
      return true;
    }
    int size = CHUNK;
    while (size <= pending) {
      size = (int) Math.min(2L * size, Math.max(limit + 1L + CHUNK, size + 1L));
    }
    byte[] target;
    try {
      target = !lent && size == buffer.length ? buffer : new byte[size];
    } catch (OutOfMemoryError tooLong) {
      if (pending < CHUNK) {
        throw tooLong;
      }
      return false;
    }
    System.arraycopy(buffer, start, target, 0, pending);
    buffer = target;
    scanned -= start;
    start = 0;
    filled = pending;
    lent = false;
    return true;
  }

  private void cut(List<Frame> frames) {
    byte[] lines = buffer;
    for (int i = scanned; i < filled; i++) {
      if (lines[i] == '\n') {
        frames.add(line(i));
        start = i + 1;
      }
    }
    scanned = filled;
  }

  private Frame line(int end) {
    if (end - start > limit) {
      int kept = Math.min(KEPT, end - start);
      Bytes head = Bytes.copyOf(buffer, start, start + kept);
      return new Frame.Oversized(head, Bytes.copyOf(buffer, end - kept, end), end - start);
    }
    if (end - start <= SMALL) {
      return new Frame.Line(Bytes.copyOf(buffer, start, end));
    }
    lent = true;
    return new Frame.Line(Bytes.owning(buffer, start, end));
  }

  /** Reads on to the end of a line that is too long, keeping only its ends. */
  private Frame skip() throws IOException {
    Bytes head = Bytes.copyOf(buffer, start, start + Math.min(KEPT, filled - start));
    long length = 0;
    Bytes tail = Bytes.empty();
    while (true) {
      int end = start;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      length += end - start;
      tail = join(tail, Bytes.copyOf(buffer, Math.max(start, end - KEPT), end));
      if (end < filled) {
        start = end + 1;
        scanned = start;
        return new Frame.Oversized(head, tail, length);
      }
      buffer = new byte[CHUNK];
      start = 0;
      scanned = 0;
      filled = 0;
      lent = false;
      if (!fill()) {
        return new Frame.Oversized(head, tail, length);
      }
    }
  }

  private static Bytes join(Bytes left, Bytes right) {
    int kept = Math.min(left.length(), KEPT - Math.min(KEPT, right.length()));
    byte[] joined = new byte[kept + right.length()];
    left.copyTo(new dev.mcpfirewall.json.Span(left.length() - kept, left.length()), joined, 0);
    right.copyTo(right.span(), joined, kept);
    return Bytes.owning(joined);
  }
}
