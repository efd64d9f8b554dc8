// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

/**
 * A half-open range of bytes {@code [start, end)} in a {@link Bytes}.
 *
 * @param start offset of the first byte, 0 or more
 * @param end offset behind the last byte, {@code start} or more
 */
public record Span(int start, int end) implements Comparable<Span> {
  /** Checks the order of the two offsets. */
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no span: " + start + ".." + end);
    }
  }

  /** The number of bytes covered; 0 or more. */
  public int length() {
    return end - start;
  }

  /** Whether every byte of {@code other} lies in this span. */
  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }

  /** Whether the two spans share at least one byte. */
  public boolean overlaps(Span other) {
    return start < other.end && other.start < end;
  }

  /** This span moved by {@code offset} bytes. */
  public Span shifted(int offset) {
    return new Span(start + offset, end + offset);
  }

  /** By start, then by end. */
  @Override
  public int compareTo(Span other) {
    int byStart = Integer.compare(start, other.start);
    return byStart != 0 ? byStart : Integer.compare(end, other.end);
  }
}
