// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The shape of a token: literal characters and classes, each repeated between a least and a most
 * number of times, such as {@code ghp_[A-Za-z0-9]{36}}. Every part takes as much as it can and
 * gives nothing back, so a place is decided in one step a character. The first stretch of three
 * literals is the keyword that brings a place up. What stands behind an opening parenthesis is what
 * is secret; without one, all of it.
 */
final class Shape {
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  private final List<Part> parts;
  private final int anchor;
  private final int secret;
  private final String keyword;

  private Shape(List<Part> parts, int anchor, int secret, String keyword) {
    this.parts = parts;
    this.anchor = anchor;
    this.secret = secret;
    this.keyword = keyword;
  }

  /** Reads the spelling; throws IllegalArgumentException if it is none or has no literal of 3. */
  static Shape of(String spelling) {
    Parser parser = new Parser(spelling);
    List<Part> parts = parser.parts();
    int best = -1;
    String keyword = "";
    for (int i = 0; i < parts.size(); i++) {
      StringBuilder literal = new StringBuilder();
      for (int j = i; j < parts.size() && parts.get(j).isLiteral(); j++) {
        literal.append((char) parts.get(j).kinds.nextSetBit(0));
      }
      if (best < 0 && literal.length() >= 3) {
        keyword = literal.toString();
        best = i;
      }
    }
    if (best < 0) {
      throw new IllegalArgumentException("no keyword of three characters in " + spelling);
    }
    return new Shape(List.copyOf(parts), best, parser.secret, keyword);
  }

  String keyword() {
    return keyword;
  }

  /** Offset behind the shape whose keyword begins at {@code at}, or -1. */
  int end(byte[] text, int at, int to) {
    int position = at;
    for (int i = anchor; i < parts.size(); i++) {
      Part part = parts.get(i);
      int taken = 0;
      while (taken < part.most && position < to && part.takes(text[position])) {
        taken++;
        position++;
      }
      if (taken < part.least) {
        return -1;
      }
    }
    boolean open =
        position < to
            && (Ascii.isAlphanumeric(text[position])
                || parts.getLast().takes(text[position]) && !parts.getLast().isLiteral());
    return open ? -1 : position;
  }

  /** Offset of what is secret in the shape that begins at {@code start}. */
  int secret(byte[] text, int start, int to) {
    int position = start;
    for (int i = 0; i < secret; i++) {
      Part part = parts.get(i);
      for (int n = 0; n < part.most && position < to && part.takes(text[position]); n++) {
        position++;
      }
    }
    return position;
  }

  /** Offset of the first byte of the shape whose keyword begins at {@code at}, or -1. */
  int start(byte[] text, int at, int from) {
    int position = at;
    for (int i = anchor - 1; i >= 0; i--) {
      Part part = parts.get(i);
      int taken = 0;
      while (taken < part.most && position > from && part.takes(text[position - 1])) {
        taken++;
        position--;
      }
      if (taken < part.least) {
        return -1;
      }
    }
    boolean open =
        position > from && Ascii.isWord(text[position - 1]) && Ascii.isWord(text[position]);
    return open ? -1 : position;
  }

  private record Part(BitSet kinds, int least, int most) {
    boolean takes(byte b) {
      return kinds.get(b & 0xFF);
    }

    boolean isLiteral() {
      return least == 1 && most == 1 && kinds.cardinality() == 1;
    }
  }

  private static final class Parser {
    private final byte[] spelling;
    private int at;
    private int secret;

    Parser(String spelling) {
      this.spelling = spelling.getBytes(StandardCharsets.US_ASCII);
    }

    List<Part> parts() {
      List<Part> parts = new ArrayList<>();
      while (at < spelling.length) {
        if (spelling[at] == '(') {
          secret = parts.size();
          at++;
        }
        BitSet kinds = kinds();
        int least = 1;
        int most = 1;
        if (at < spelling.length && spelling[at] == '?') {
          at++;
          least = 0;
        } else if (at < spelling.length && spelling[at] == '{') {
          at++;
          least = number();
          most = least;
          if (spelling[at] == ',') {
            at++;
            most = spelling[at] == '}' ? UNBOUNDED : number();
          }
          at++;
        }
        parts.add(new Part(kinds, least, most));
      }
      return parts;
    }

    private BitSet kinds() {
      BitSet kinds = new BitSet(256);
      byte b = spelling[at++];
      if (b == '\\') {
        kinds.set(spelling[at++]);
      } else if (b == '[') {
        while (spelling[at] != ']') {
          byte low = spelling[at++];
          if (low == '\\') {
            low = spelling[at++];
          }
          byte high = low;
          if (spelling[at] == '-' && spelling[at + 1] != ']') {
            high = spelling[at + 1];
            at += 2;
          }
          kinds.set(low, high + 1);
        }
        at++;
      } else {
        kinds.set(b);
      }
      return kinds;
    }

    private int number() {
      int value = 0;
      while (Ascii.isDigit(spelling[at])) {
        value = value * 10 + spelling[at++] - '0';
      }
      return value;
    }
  }
}
