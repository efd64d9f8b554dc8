// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

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

  /** The value that a pointer leads to; never a key. */
  public Optional<Value> find(Pointer pointer) {
    Optional<Value> here = Optional.of(root());
    String text = pointer.rfc6901();
    for (int at = 0; at < text.length() && here.isPresent(); ) {
      int end = text.indexOf('/', at + 1);
      int behind = end < 0 ? text.length() : end;
      String step = text.substring(at + 1, behind).replace("~1", "/").replace("~0", "~");
      here = here.flatMap(value -> below(value, step));
      at = behind;
    }
    return here;
  }

  private static Optional<Value> below(Value value, String step) {
    if (!value.is(Kind.ARRAY)) {
      return value.member(step);
    }
    if (step.isEmpty() || step.length() > 9 || !step.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    int position = Integer.parseInt(step);
    int behind = value.next();
    for (int at = value.index() + 1; at < behind; at = value.document().next(at)) {
      if (position-- == 0) {
        return Optional.of(value.document().at(at));
      }
    }
    return Optional.empty();
  }

  /**
   * Where several values stand; one walk over the document, however many they are.
   *
   * @param places of the index
   * @param most characters of all pointers together: long keys make many long pointers
   * @return a pointer for each; that of a key is that of its member
   * @throws IllegalStateException if there are more characters
   */
  public Map<Integer, Pointer> pointers(BitSet places, int most) {
    return new PointerWalk(this, places, most).pointers();
  }

  /** The size only: documents may hold secrets. */
  @Override
  public String toString() {
    return "Document[" + bytes.length() + " bytes, " + size + " values]";
  }
}
