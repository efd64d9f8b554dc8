// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

import dev.mcpfirewall.json.Bytes;
import java.util.Optional;

/**
 * A guess at the id in bytes that are no valid message, and at what they were meant to be, so that
 * whoever waits for an answer gets one instead of waiting for ever. A wrong guess does little harm:
 * it only addresses an error.
 *
 * @param id of the request or answer
 * @param intent whether it was one or the other
 */
record Salvage(Optional<Id> id, Reading.Intent intent) {
  private static final int FAR = 64 * 1024;
  private static final int LONGEST_ID = 256;

  /**
   * Looks for an {@code "id"} member at the start, then at the end, of what once was an object, and
   * at the start for those that only requests or only answers have.
   *
   * @param head the first bytes
   * @param tail the last bytes; may be the same as {@code head}
   */
  static Salvage of(Bytes head, Bytes tail) {
    Salvage first = first(head);
    return new Salvage(first.id().or(() -> last(tail)), first.intent());
  }

  /** Walks the outermost object's members as far as they can be told apart. */
  private static Salvage first(Bytes bytes) {
    Optional<Id> id = Optional.empty();
    boolean asks = false;
    boolean answers = false;
    int depth = 0;
    int limit = Math.min(bytes.length(), FAR);
    for (int i = 0; i < limit; i++) {
      byte b = bytes.at(i);
      if (b == '"') {
        if (depth == 1) {
          if (id.isEmpty() && isKey(bytes, i, "id")) {
            id = scalarBehindColon(bytes, i + 4);
          }
          asks |= isKey(bytes, i, "method");
          answers |= isKey(bytes, i, "result") || isKey(bytes, i, "error");
        }
        i = endOfString(bytes, i, limit);
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
    }
    return new Salvage(id, Reading.Intent.of(asks, answers));
  }

  /** Finds {@code "id": scalar} directly before the last closing brace. */
  private static Optional<Id> last(Bytes bytes) {
    int from = Math.max(0, bytes.length() - LONGEST_ID);
    for (int i = bytes.length() - 5; i >= from; i--) {
      if (isKey(bytes, i, "id")) {
        return scalarBehindColon(bytes, i + 4);
      }
    }
    return Optional.empty();
  }

  /** Whether the name, in quotes and with a colon behind, stands at {@code i}. */
  private static boolean isKey(Bytes bytes, int i, String name) {
    int close = i + 1 + name.length();
    if (i < 0 || close + 1 >= bytes.length() || bytes.at(i) != '"' || bytes.at(close) != '"') {
      return false;
    }
    for (int at = 0; at < name.length(); at++) {
      // Letters differ from their capitals in this bit only: some readers ignore case.
      if ((bytes.at(i + 1 + at) | 0x20) != name.charAt(at)) {
        return false;
      }
    }
    int colon = skipSpace(bytes, close + 1);
    return colon < bytes.length() && bytes.at(colon) == ':';
  }

  private static Optional<Id> scalarBehindColon(Bytes bytes, int behindKey) {
    int start = skipSpace(bytes, skipSpace(bytes, behindKey) + 1);
    int limit = Math.min(bytes.length(), start + LONGEST_ID);
    if (start >= limit) {
      return Optional.empty();
    }
    int end = start;
    if (bytes.at(start) == '"') {
      end = Math.min(endOfString(bytes, start, limit) + 1, limit);
    } else {
      while (end < limit && "+-.eE0123456789".indexOf(bytes.at(end)) >= 0) {
        end++;
      }
    }
    Bytes literal = bytes.slice(new dev.mcpfirewall.json.Span(start, end));
    return dev.mcpfirewall.json.Document.parse(literal)
            instanceof dev.mcpfirewall.json.Document document
        ? Id.of(document.root())
        : Optional.empty();
  }

  private static int skipSpace(Bytes bytes, int at) {
    int i = at;
    while (i < bytes.length() && (bytes.at(i) == ' ' || bytes.at(i) == '\t')) {
      i++;
    }
    return i;
  }

  private static int endOfString(Bytes bytes, int start, int limit) {
    int i = start + 1;
    while (i < limit && bytes.at(i) != '"') {
      i += bytes.at(i) == '\\' ? 2 : 1;
    }
    return i;
  }
}
