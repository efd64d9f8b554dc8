// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.transport;

import dev.mcpfirewall.json.Bytes;
import java.io.IOException;
import java.util.List;

/** A peer's frames, both ways. One thread may read while others write. */
public interface Channel extends AutoCloseable {
  /**
   * Waits for frames: all that have arrived whole, at least one.
   *
   * @return the frames in order; empty once, and for ever after, the peer has ended
   */
  List<Frame> read() throws IOException;

  /**
   * Writes the frames, in order and not torn apart by another writer, and flushes. Blocks while the
   * peer does not read.
   */
  void write(List<Bytes> frames) throws IOException;

  /** Tells the peer that nothing more will be written. Calling it twice does nothing more. */
  @Override
  void close() throws IOException;
}
