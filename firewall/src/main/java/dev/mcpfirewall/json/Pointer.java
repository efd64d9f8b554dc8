// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

/**
 * A JSON Pointer (RFC 6901): where a value stands in a document. The empty pointer is the whole
 * document.
 *
 * @param rfc6901 the pointer's text, for example {@code /params/arguments/path}
 */
public record Pointer(String rfc6901) {
  /** The whole document. */
  public static final Pointer ROOT = new Pointer("");

  /** Checks the form: empty, or starting with a slash. */
  public Pointer {
    if (!rfc6901.isEmpty() && rfc6901.charAt(0) != '/') {
      throw new IllegalArgumentException("a JSON pointer starts with /: " + rfc6901);
    }
  }

  /** The member {@code name} below this pointer. */
  public Pointer member(String name) {
    return new Pointer(rfc6901 + '/' + name.replace("~", "~0").replace("/", "~1"));
  }

  /** The element at {@code index}, 0 or more, below this pointer. */
  public Pointer element(int index) {
    return new Pointer(rfc6901 + '/' + index);
  }

  @Override
  public String toString() {
    return rfc6901;
  }
}
