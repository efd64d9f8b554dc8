// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

/**
 * Where the characters of a string's text stand in its document, whatever escapes it is spelt with.
 * Goes forward only, so that all places of one string are found in one pass. Owned by one thread.
 */
public final class TextPlaces {
  private final Bytes bytes;
  private final int behind;
  private int at;
  private int character;

  /**
   * Before the first character.
   *
   * @param string a value of kind string
   */
  public TextPlaces(Value string) {
    this.bytes = string.document().bytes();
    this.at = string.inside().start();
    this.behind = string.inside().end();
  }

  /**
   * The bytes that spell the characters {@code [from, to)} of {@link Value#text()}. A character of
   * two units that is only half in the range is in it whole.
   *
   * @param from as UTF-16 units; not before the end of the last range asked for
   */
  public Span of(int from, int to) {
    if (from < character) {
      throw new IllegalArgumentException("places are found forward only");
    }
    while (character + unitsHere() <= from && at < behind) {
      step();
    }
    int start = at;
    while (character < to && at < behind) {
      step();
    }
    return new Span(start, at);
  }

  private void step() {
    int units = unitsHere();
    at += lengthHere();
    character += units;
  }

  private int unitsHere() {
    return at < behind && (bytes.at(at) & 0xF8) == 0xF0 ? 2 : 1;
  }

  private int lengthHere() {
    int b = bytes.at(at) & 0xFF;
    if (b == '\\') {
      return bytes.at(at + 1) == 'u' ? 6 : 2;
    }
    if (b < 0x80) {
      return 1;
    }
    if (b < 0xE0) {
      return 2;
    }
    return b < 0xF0 ? 3 : 4;
  }
}
