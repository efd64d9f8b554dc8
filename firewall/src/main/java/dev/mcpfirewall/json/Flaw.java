// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

/** Why bytes are not one strict JSON document that every parser reads alike. */
public enum Flaw {
  EMPTY("no JSON value"),
  SYNTAX("not JSON"),
  BYTE_ORDER_MARK("starts with a byte order mark"),
  BARE_CARRIAGE_RETURN("has a carriage return that some readers take for a line end"),
  CONTROL_CHARACTER("has a raw control character in a string"),
  INVALID_UTF8("is not valid UTF-8"),
  INVALID_ESCAPE("has an invalid escape in a string"),
  LONE_SURROGATE("has half of a surrogate pair"),
  INVALID_NUMBER("has an invalid number"),
  DUPLICATE_KEY("has the same key twice in one object"),
  TRAILING_BYTES("has bytes behind the JSON value"),
  TOO_DEEP("is nested too deeply"),
  TOO_MANY_VALUES("has too many values"),
  TRUNCATED("ends in the middle of a value");

  private final String words;

  Flaw(String words) {
    this.words = words;
  }

  /** The flaw in words that complete the sentence "the message …". */
  public String words() {
    return words;
  }

  /** The stable spelling outside Java: lower case, hyphens. */
  public String wire() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
