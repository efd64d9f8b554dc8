// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * An immutable range of bytes; equality is by content. Slicing copies nothing. Safe for use by any
 * thread.
 */
public final class Bytes {
  private static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private final byte[] array;
  private final int from;
  private final int to;

  private Bytes(byte[] array, int from, int to) {
    this.array = array;
    this.from = from;
    this.to = to;
  }

  /** No bytes at all. */
  public static Bytes empty() {
    return EMPTY;
  }

  /** A copy of the array: later changes of it are not seen. */
  public static Bytes copyOf(byte[] source) {
    return new Bytes(source.clone(), 0, source.length);
  }

  /** A copy of {@code source[from, to)}. */
  public static Bytes copyOf(byte[] source, int from, int to) {
    return new Bytes(Arrays.copyOfRange(source, from, to), 0, to - from);
  }

  /**
   * The array itself, without a copy.
   *
   * <p>INVARIANT: the caller gives the array away and never writes to it again.
   */
  public static Bytes owning(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  /** Like {@link #owning(byte[])}, for {@code array[from, to)}. */
  public static Bytes owning(byte[] array, int from, int to) {
    java.util.Objects.checkFromToIndex(from, to, array.length);
    return new Bytes(array, from, to);
  }

  /** The text in UTF-8. */
  public static Bytes utf8(String text) {
    return owning(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The number of bytes; 0 or more. */
  public int length() {
    return to - from;
  }

  /** Whether there is no byte. */
  public boolean isEmpty() {
    return from == to;
  }

  /**
   * The byte at {@code index}.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public byte at(int index) {
    return array[from + java.util.Objects.checkIndex(index, to - from)];
  }

  /** The whole as one span. */
  public Span span() {
    return new Span(0, length());
  }

  /**
   * The bytes of {@code span}, sharing storage.
   *
   * @throws IndexOutOfBoundsException if the span reaches beyond these bytes
   */
  public Bytes slice(Span span) {
    java.util.Objects.checkFromToIndex(span.start(), span.end(), length());
    return new Bytes(array, from + span.start(), from + span.end());
  }

  /** The text, where the bytes are UTF-8; each malformed sequence becomes U+FFFD. */
  public String utf8() {
    return new String(array, from, to - from, StandardCharsets.UTF_8);
  }

  /** A copy as an array. */
  public byte[] toArray() {
    return Arrays.copyOfRange(array, from, to);
  }

  /** Writes all bytes to {@code out}; does not flush. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(array, from, to - from);
  }

  /** Feeds all bytes to {@code digest}. */
  public void update(MessageDigest digest) {
    digest.update(array, from, to - from);
  }

  /** A read-only view. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(array, from, to - from).slice().asReadOnlyBuffer();
  }

  /** Copies the bytes of {@code span} to {@code target} at {@code at}. */
  public void copyTo(Span span, byte[] target, int at) {
    java.util.Objects.checkFromToIndex(span.start(), span.end(), length());
    System.arraycopy(array, from + span.start(), target, at, span.length());
  }

  /**
   * Runs a scan over the backing storage without a copy.
   *
   * <p>INVARIANT: the scan only reads, and keeps no reference to the array.
   *
   * @param scan called once with the array and the range {@code [from, to)} that is ours
   */
  public <T> T scan(Scan<T> scan) {
    return scan.over(array, from, to);
  }

  // For the parser, which reads every byte: a lambda that captures is made by a native call under
  // the
  // AOT cache, once a message.
  byte[] array() {
    return array;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** A reader of raw storage, see {@link Bytes#scan}. */
  @FunctionalInterface
  public interface Scan<T> {
    /** Reads {@code array[from, to)}. */
    T over(byte[] array, int from, int to);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that
        && Arrays.equals(array, from, to, that.array, that.from, that.to);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** The size only: bytes may hold secrets, which must not reach a log by way of a string. */
  @Override
  public String toString() {
    return "Bytes[" + length() + "]";
  }
}
