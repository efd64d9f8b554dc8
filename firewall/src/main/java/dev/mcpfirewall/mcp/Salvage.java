// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

import dev.mcpfirewall.json.Bytes;
import java.util.Optional;

/**
 * A guess at the id in bytes that are no valid message, so that whoever waits for an answer gets
 * one instead of waiting for ever. A wrong guess does no harm: it only addresses an error, and only
 * to a request that is in flight.
 */
final class Salvage {
  private static final int FAR = 64 * 1024;
  private static final int LONGEST_ID = 256;

  private Salvage() {}

  /**
   * Looks for an {@code "id"} member at the start, then at the end, of what once was an object.
   *
   * @param head the first bytes
   * @param tail the last bytes; may be the same as {@code head}
   */
  static Optional<Id> id(Bytes head, Bytes tail) {
    return first(head).or(() -> last(tail));
  }

  /** Walks the outermost object's members as far as they can be told apart. */
  private static Optional<Id> first(Bytes bytes) {
    int depth = 0;
    int limit = Math.min(bytes.length(), FAR);
    for (int i = 0; i < limit; i++) {
      byte b = bytes.at(i);
      if (b == '"') {
        if (depth == 1 && isIdKey(bytes, i)) {
          return scalarBehindColon(bytes, i + 4);
        }
        i = endOfString(bytes, i, limit);
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
    }
    return Optional.empty();
  }

  /** Finds {@code "id": scalar} directly before the last closing brace. */
  private static Optional<Id> last(Bytes bytes) {
    int from = Math.max(0, bytes.length() - LONGEST_ID);
    for (int i = bytes.length() - 5; i >= from; i--) {
      if (isIdKey(bytes, i)) {
        return scalarBehindColon(bytes, i + 4);
      }
    }
    return Optional.empty();
  }

  private static boolean isIdKey(Bytes bytes, int i) {
    if (i < 0
        || i + 4 >= bytes.length()
        || bytes.at(i) != '"'
        || bytes.at(i + 1) != 'i'
        || bytes.at(i + 2) != 'd'
        || bytes.at(i + 3) != '"') {
      return false;
    }
    int colon = skipSpace(bytes, i + 4);
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
