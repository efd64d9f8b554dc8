// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.transport;

import dev.mcpfirewall.json.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Frames as lines over two streams: MCP's stdio framing. A frame must hold no line feed.
 *
 * <p>What is written in one call goes out in one write where it is small, so that a burst of
 * messages costs one system call.
 */
public final class LineChannel implements Channel {
  /** Frames up to this size are gathered; larger ones are written from where they are. */
  private static final int GATHERED = 32 * 1024;

  private final LineReader reader;
  private final OutputStream out;
  private final Object writing = new Object();
  private byte[] gathered = new byte[GATHERED];
  private int size;
  private boolean closed;

  /**
   * Frames read from {@code in}, written to {@code out}; both are used without further buffering.
   *
   * @param limit the longest line taken, in bytes
   */
  public LineChannel(InputStream in, OutputStream out, int limit) {
    this.reader = new LineReader(in, limit);
    this.out = out;
  }

  @Override
  public List<Frame> read() throws IOException {
    return reader.read();
  }

  @Override
  public void write(List<Bytes> frames) throws IOException {
    synchronized (writing) {
      if (closed) {
        throw new IOException("the channel is closed");
      }
      for (Bytes frame : frames) {
        append(frame);
      }
      send();
      out.flush();
    }
  }

  private void append(Bytes frame) throws IOException {
    if (size + frame.length() + 1 > gathered.length) {
      send();
    }
    if (frame.length() + 1 > gathered.length) {
      frame.writeTo(out);
    } else {
      frame.copyTo(frame.span(), gathered, size);
      size += frame.length();
    }
    gathered[size++] = '\n';
  }

  private void send() throws IOException {
    int pending = size;
    size = 0;
    if (pending > 0) {
      out.write(gathered, 0, pending);
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (writing) {
      if (!closed) {
        closed = true;
        out.close();
      }
    }
  }
}
