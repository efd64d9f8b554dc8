// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import java.util.Optional;

/**
 * A PEM block, found as Go finds it: what is no block is skipped.
 *
 * @param type as in {@code CERTIFICATE}
 * @param bytes what the base64 text says
 * @param end where the text after the block begins
 */
public record Pem(String type, byte[] bytes, int end) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  /** The first whole block at or after an offset. Linear: each byte is looked at a few times. */
  public static Optional<Pem> next(String text, int from) {
    int at = from;
    while (true) {
      int begin = lineStarting(text, BEGIN, at);
      if (begin < 0) {
        return Optional.empty();
      }
      int head = lineEnd(text, begin);
      String line = text.substring(begin, head).stripTrailing();
      at = head;
      if (!line.endsWith(DASHES) || line.length() < BEGIN.length() + DASHES.length()) {
        continue;
      }
      String type = line.substring(BEGIN.length(), line.length() - DASHES.length());
      int end = lineStarting(text, END, head);
      if (end < 0) {
        return Optional.empty();
      }
      int tail = lineEnd(text, end);
      if (text.substring(end, tail).stripTrailing().equals(END + type + DASHES)) {
        Optional<byte[]> bytes = body(text, head, end);
        if (bytes.isPresent()) {
          return Optional.of(new Pem(type, bytes.get(), Math.min(tail + 1, text.length())));
        }
        at = tail;
      }
    }
  }

  /** Whether a text is meant as PEM. */
  public static boolean is(String text) {
    return text.startsWith("-----BEGIN");
  }

  private static Optional<byte[]> body(String text, int from, int to) {
    StringBuilder base64 = new StringBuilder(to - from);
    boolean header = true;
    int at = from;
    while (at < to) {
      int end = Math.min(lineEnd(text, at), to);
      String line = text.substring(at, end);
      header &= base64.isEmpty() && (line.isBlank() || line.indexOf(':') >= 0);
      if (!header) {
        line.chars().filter(c -> c != ' ' && c != '\t').forEach(c -> base64.append((char) c));
      }
      at = end + 1;
    }
    try {
      return Optional.of(Base64Text.standard(base64.toString()));
    } catch (BuiltinError notBase64) {
      return Optional.empty();
    }
  }

  private static int lineStarting(String text, String start, int from) {
    int at = text.indexOf(start, from);
    while (at > 0 && text.charAt(at - 1) != '\n') {
      at = text.indexOf(start, at + 1);
    }
    return at;
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }
}
