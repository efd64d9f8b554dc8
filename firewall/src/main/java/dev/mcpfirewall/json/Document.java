// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

/**
 * One strictly valid JSON document (RFC 8259) as an index over its own bytes: nothing is copied and
 * nothing is decoded until asked for. Stricter than most parsers, so that no two of them can read
 * it differently: no duplicate keys (compared after unescaping), no lone surrogates, no invalid or
 * overlong UTF-8, no byte order mark, no second document, no carriage return that does not precede
 * the final line feed. Immutable, safe for use by any thread.
 */
public final class Document implements Parsed {
  /** Deepest nesting that is read. */
  public static final int MAX_DEPTH = 128;

  /** Most values in one document: bounds the index to 16 bytes each. */
  public static final int MAX_VALUES = 2_000_000;

  // Four ints a value: kind and flags, start, end, index of the value behind the whole subtree.
  static final int WIDTH = 4;
  static final int KIND_MASK = 0x7;
  static final int ESCAPED = 0x8;
  static final int NON_ASCII = 0x10;
  static final int KEY = 0x20;

  private static final Kind[] KINDS = Kind.values();

  private final Bytes bytes;
  private final int[] tape;
  private final int size;

  Document(Bytes bytes, int[] tape, int size) {
    this.bytes = bytes;
    this.tape = tape;
    this.size = size;
  }

  /** Reads the bytes: a {@link Document}, or why they are refused. Linear in their length. */
  public static Parsed parse(Bytes bytes) {
    return new Parser(bytes).parse();
  }

  /** The bytes that were read. */
  public Bytes bytes() {
    return bytes;
  }

  /** The outermost value. */
  public Value root() {
    return new Value(this, 0);
  }

  /** The number of values and keys; 1 or more. */
  public int size() {
    return size;
  }

  /**
   * The value or key at a place of the index; places run from 0 to {@link #size()} in the order in
   * which values start, keys directly before their values.
   */
  public Value at(int index) {
    return new Value(this, java.util.Objects.checkIndex(index, size));
  }

  Kind kind(int index) {
    return KINDS[tape[index * WIDTH] & KIND_MASK];
  }

  boolean flag(int index, int flag) {
    return (tape[index * WIDTH] & flag) != 0;
  }

  int start(int index) {
    return tape[index * WIDTH + 1];
  }

  int end(int index) {
    return tape[index * WIDTH + 2];
  }

  /** Index of the first value behind this one's subtree. */
  int next(int index) {
    return tape[index * WIDTH + 3];
  }

  /** Where the value at {@code index} stands; walks down from the root, so it costs time. */
  Pointer pointerTo(int index) {
    Pointer pointer = Pointer.ROOT;
    int here = 0;
    while (here != index) {
      boolean object = kind(here) == Kind.OBJECT;
      int child = here + 1;
      int position = 0;
      while (true) {
        int value = object ? child + 1 : child;
        if (index < next(value)) {
          String name = object ? at(child).text() : "";
          pointer = object ? pointer.member(name) : pointer.element(position);
          if (object && index == child) {
            return pointer;
          }
          here = value;
          break;
        }
        child = next(value);
        position++;
      }
    }
    return pointer;
  }

  /** The size only: documents may hold secrets. */
  @Override
  public String toString() {
    return "Document[" + bytes.length() + " bytes, " + size + " values]";
  }
}
