// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text as it reads once decoded, and where each part of it stands in the bytes it came from. The
 * map is a list of breakpoints: stretches copied byte for byte, and replaced stretches, of which
 * every byte stands for the whole of what it replaced. Immutable.
 */
final class TextView {
  private static final int LINEAR = -1;

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final @Nullable TextView parent;
  private final int[] viewStarts;
  private final int[] parentStarts;
  private final int[] parentEnds;

  private TextView(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.parent = null;
    this.viewStarts = new int[0];
    this.parentStarts = viewStarts;
    this.parentEnds = viewStarts;
  }

  private TextView(Builder builder) {
    this.bytes = builder.bytes;
    this.from = 0;
    this.to = builder.length;
    this.parent = builder.parent;
    this.viewStarts = Arrays.copyOf(builder.viewStarts, builder.count);
    this.parentStarts = Arrays.copyOf(builder.parentStarts, builder.count);
    this.parentEnds = Arrays.copyOf(builder.parentEnds, builder.count);
  }

  /** The bytes themselves: a view that is its own origin. */
  static TextView of(byte[] array, int from, int to) {
    return new TextView(array, from, to);
  }

  /** UTF-8 of the text, in {@code [from, to)}; not to be written to. */
  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  int length() {
    return to - from;
  }

  /** Where in the original array the text beginning at {@code at} begins. */
  int originStart(int at) {
    TextView view = this;
    int position = at;
    while (view.parent != null) {
      position = view.parentStart(position);
      view = view.parent;
    }
    while (position > view.from && position < view.to && isContinuation(view.bytes[position])) {
      position--;
    }
    return position;
  }

  /** Where in the original array the text ending before {@code end} ends; {@code end > from}. */
  int originEnd(int end) {
    TextView view = this;
    int position = end;
    while (view.parent != null) {
      position = view.parentEnd(position);
      view = view.parent;
    }
    while (position < view.to && isContinuation(view.bytes[position])) {
      position++;
    }
    return position;
  }

  private int parentStart(int at) {
    int segment = segmentOf(at);
    if (segment < 0) {
      return parentStarts.length == 0 ? 0 : parentStarts[0];
    }
    return parentEnds[segment] == LINEAR
        ? parentStarts[segment] + at - viewStarts[segment]
        : parentStarts[segment];
  }

  private int parentEnd(int end) {
    int segment = segmentOf(end - 1);
    if (segment < 0) {
      return parentStarts.length == 0 ? 0 : parentStarts[0];
    }
    return parentEnds[segment] == LINEAR
        ? parentStarts[segment] + end - viewStarts[segment]
        : parentEnds[segment];
  }

  private int segmentOf(int at) {
    int found = Arrays.binarySearch(viewStarts, at);
    return found >= 0 ? found : -found - 2;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  /** Puts a view together, in order of place. For one thread. */
  static final class Builder {
    private static final int NEAR = 512;

    private final TextView parent;
    private byte[] bytes;
    private int length;
    private int[] viewStarts = new int[16];
    private int[] parentStarts = new int[16];
    private int[] parentEnds = new int[16];
    private int count;

    Builder(TextView parent, int expected) {
      this.parent = parent;
      this.bytes = new byte[Math.max(16, expected)];
    }

    int length() {
      return length;
    }

    /** Takes over {@code [start, end)} of the parent as it is. */
    void copy(int start, int end) {
      if (start >= end) {
        return;
      }
      reserve(end - start);
      segment(start, LINEAR);
      System.arraycopy(parent.bytes, start, bytes, length, end - start);
      length += end - start;
    }

    /**
     * Takes over what of {@code [start, end)} stands near what was replaced before and will be
     * replaced after; the middle of a long stretch, which was scanned as it is, becomes a line
     * break.
     */
    void copyNear(int start, int end, boolean last) {
      int head = length == 0 ? start : boundary(Math.min(end, start + NEAR));
      int tail = last ? end : boundary(Math.max(start, end - NEAR));
      if (tail - head < NEAR) {
        copy(start, end);
        return;
      }
      copy(start, head);
      replace(head, tail, '\n');
      copy(tail, end);
    }

    private int boundary(int at) {
      int boundary = at;
      while (boundary > parent.from
          && boundary < parent.to
          && isContinuation(parent.bytes[boundary])) {
        boundary--;
      }
      return boundary;
    }

    /** Reads {@code [start, end)} of the parent as the {@code count} bytes of {@code with}. */
    void replace(int start, int end, byte[] with, int size) {
      if (size == 0) {
        return;
      }
      reserve(size);
      segment(start, end);
      System.arraycopy(with, 0, bytes, length, size);
      length += size;
    }

    /** Reads {@code [start, end)} of the parent as one code point. */
    void replace(int start, int end, int codePoint) {
      reserve(4);
      segment(start, end);
      length = Utf8.put(codePoint, bytes, length);
    }

    TextView build() {
      return new TextView(this);
    }

    private void segment(int start, int end) {
      if (count == viewStarts.length) {
        viewStarts = Arrays.copyOf(viewStarts, count * 2);
        parentStarts = Arrays.copyOf(parentStarts, count * 2);
        parentEnds = Arrays.copyOf(parentEnds, count * 2);
      }
      viewStarts[count] = length;
      parentStarts[count] = start;
      parentEnds[count++] = end;
    }

    private void reserve(int more) {
      if (length + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
      }
    }
  }
}
