// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Value;
import java.nio.charset.StandardCharsets;

/**
 * A line of the log, or a head, as its members.
 *
 * @param document an object
 */
record Line(Document document) {
  /** A member is absent or of another kind than it must be. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String member) {
      super("has no proper member `" + member + "`");
    }
  }

  boolean has(String name) {
    return document.root().member(name).isPresent();
  }

  Value member(String name) throws Unreadable {
    return document.root().member(name).orElseThrow(() -> new Unreadable(name));
  }

  String text(String name) throws Unreadable {
    return member(name).asText().orElseThrow(() -> new Unreadable(name));
  }

  /** The text of the member, empty where there is none. */
  String textOrEmpty(String name) {
    return document.root().memberText(name).orElse("");
  }

  long number(String name) throws Unreadable {
    Value value = member(name);
    if (!value.is(Kind.NUMBER)) {
      throw new Unreadable(name);
    }
    try {
      return Long.parseLong(new String(value.raw().toArray(), StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      throw new Unreadable(name);
    }
  }
}
