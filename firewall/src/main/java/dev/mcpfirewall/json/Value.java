// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A value, or a key, in a {@link Document}: a handle, cheap to make, that reads on demand. Two
 * handles are equal if they stand for the same place of the same document.
 *
 * @param document where it stands
 * @param index its place in the document's index
 */
public record Value(Document document, int index) {
  /**
   * A name and its value in an object.
   *
   * @param key a value of kind string
   * @param value what it names
   */
  public record Member(Value key, Value value) {}

  /** What kind of value. */
  public Kind kind() {
    return document.kind(index);
  }

  /** Whether it is of this kind. */
  public boolean is(Kind kind) {
    return kind() == kind;
  }

  /** Whether this is the name of a member. */
  public boolean isKey() {
    return document.flag(index, Document.KEY);
  }

  /** For a string: whether it is spelt with backslash escapes. */
  public boolean isEscaped() {
    return document.flag(index, Document.ESCAPED);
  }

  /** For a string: whether it has bytes above 0x7F. */
  public boolean hasNonAscii() {
    return document.flag(index, Document.NON_ASCII);
  }

  /** Index of the first value behind this one and all below it. */
  public int next() {
    return document.next(index);
  }

  /** The value's bytes in the document, quotes and brackets included. */
  public Span span() {
    return new Span(document.start(index), document.end(index));
  }

  /** A string's bytes in the document without its quotes. */
  public Span inside() {
    return new Span(document.start(index) + 1, document.end(index) - 1);
  }

  /** The value's bytes as they stand. */
  public Bytes raw() {
    return document.bytes().slice(span());
  }

  /**
   * A string's text, unescaped.
   *
   * @throws IllegalStateException if it is not a string
   */
  public String text() {
    if (!is(Kind.STRING)) {
      throw new IllegalStateException("not a string but " + kind());
    }
    String inside = document.bytes().slice(inside()).utf8();
    return isEscaped() ? Escapes.decode(inside) : inside;
  }

  /** A string's text, or nothing if it is of another kind. */
  public Optional<String> asText() {
    return is(Kind.STRING) ? Optional.of(text()) : Optional.empty();
  }

  /** Whether it is a string with exactly this text. */
  public boolean isText(String expected) {
    return is(Kind.STRING) && (isEscaped() ? text().equals(expected) : insideEquals(expected));
  }

  private boolean insideEquals(String expected) {
    int from = document.start(index) + 1;
    int length = document.end(index) - 1 - from;
    Bytes bytes = document.bytes();
    if (hasNonAscii()) {
      return text().equals(expected);
    }
    if (length != expected.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes.at(from + i) != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** An object's member of this name; nothing if there is none or it is no object. */
  public Optional<Value> member(String name) {
    if (!is(Kind.OBJECT)) {
      return Optional.empty();
    }
    int behind = next();
    for (int key = index + 1; key < behind; key = document.next(key + 1)) {
      if (new Value(document, key).isText(name)) {
        return Optional.of(new Value(document, key + 1));
      }
    }
    return Optional.empty();
  }

  /** The text of the member of this name, if it is a string. */
  public Optional<String> memberText(String name) {
    return member(name).flatMap(Value::asText);
  }

  /** An object's members in their order; empty if it is no object. Allocates one per step. */
  public Iterable<Member> members() {
    return new Members(document, index + 1, is(Kind.OBJECT) ? next() : 0);
  }

  private record Members(Document document, int first, int behind) implements Iterable<Member> {
    @Override
    public Iterator<Member> iterator() {
      return new Steps(document, first, behind);
    }
  }

  private static final class Steps implements Iterator<Member> {
    private final Document document;
    private final int behind;
    private int key;

    Steps(Document document, int first, int behind) {
      this.document = document;
      this.key = first;
      this.behind = behind;
    }

    @Override
    public boolean hasNext() {
      return key < behind;
    }

    @Override
    public Member next() {
      if (key >= behind) {
        throw new NoSuchElementException();
      }
      Member member = new Member(new Value(document, key), new Value(document, key + 1));
      key = document.next(key + 1);
      return member;
    }
  }

  /** An array's elements in their order; empty if it is no array. */
  public List<Value> elements() {
    List<Value> elements = new ArrayList<>();
    if (is(Kind.ARRAY)) {
      int behind = next();
      for (int at = index + 1; at < behind; at = document.next(at)) {
        elements.add(new Value(document, at));
      }
    }
    return elements;
  }

  /** Where it stands; a key's pointer is that of its member. Costs a walk from the root. */
  public Pointer pointer() {
    return document.pointerTo(index);
  }

  /** The place only: the text may be secret. */
  @Override
  public String toString() {
    return "Value[" + kind() + " " + span() + "]";
  }
}
