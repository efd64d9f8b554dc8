// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

import java.util.ArrayList;
import java.util.List;

/** Puts edits into bytes: everything outside their spans stays as it was. */
public final class Splice {
  private Splice() {}

  /**
   * The bytes with all edits made. Edits that overlap or touch the same bytes become one: it covers
   * the union of their spans and carries the replacement of the one that starts first (of those,
   * the longest).
   *
   * @param edits in any order
   * @throws IndexOutOfBoundsException if an edit reaches beyond the bytes
   */
  public static Bytes apply(Bytes bytes, List<Edit> edits) {
    if (edits.isEmpty()) {
      return bytes;
    }
    List<Edit> merged = merge(edits);
    int length = bytes.length();
    for (Edit edit : merged) {
      length += edit.with().length() - edit.at().length();
    }
    byte[] result = new byte[length];
    int read = 0;
    int write = 0;
    for (Edit edit : merged) {
      int kept = edit.at().start() - read;
      bytes.copyTo(new Span(read, edit.at().start()), result, write);
      edit.with().copyTo(edit.with().span(), result, write + kept);
      write += kept + edit.with().length();
      read = edit.at().end();
    }
    bytes.copyTo(new Span(read, bytes.length()), result, write);
    return Bytes.owning(result);
  }

  /** The edits in order, the overlapping ones made one. */
  static List<Edit> merge(List<Edit> edits) {
    List<Edit> sorted = new ArrayList<>(edits);
    sorted.sort((a, b) -> {
      int byStart = Integer.compare(a.at().start(), b.at().start());
      return byStart != 0 ? byStart : Integer.compare(b.at().end(), a.at().end());
    });
    List<Edit> merged = new ArrayList<>(sorted.size());
    for (Edit edit : sorted) {
      Edit last = merged.isEmpty() ? null : merged.getLast();
      if (last == null || edit.at().start() >= last.at().end() && !edit.equals(last)) {
        merged.add(edit);
      } else if (edit.at().end() > last.at().end()) {
        merged.set(
            merged.size() - 1, new Edit(new Span(last.at().start(), edit.at().end()), last.with()));
      }
    }
    return merged;
  }
}
