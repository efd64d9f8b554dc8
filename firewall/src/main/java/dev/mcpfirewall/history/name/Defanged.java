// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history.name;

import java.io.ByteArrayOutputStream;

/**
 * Addresses written so that nobody can click on them, which any reader puts together again: {@code
 * name [at] example [dot] net}, {@code example[.]net}, {@code hxxps://}.
 */
final class Defanged {
  private Defanged() {}

  /** Told of a text as it is meant. */
  @FunctionalInterface
  interface Sink {
    void accept(byte[] text, int from, int to);
  }

  /** Hands the text over as it is meant, if it is written in this way; linear. */
  static void read(byte[] text, int from, int to, Sink sink) {
    ByteArrayOutputStream out = null;
    int kept = from;
    for (int i = from; i < to; i++) {
      int end = text[i] == '[' || text[i] == '(' || text[i] == '{' ? bracket(text, i, to) : i;
      boolean scheme = text[i] == 'h' && Letters.startsWith(text, i, to, "hxxp");
      if (end == i && !scheme) {
        continue;
      }
      if (out == null) {
        out = new ByteArrayOutputStream(to - from);
      }
      if (scheme) {
        out.write(text, kept, i - kept);
        out.writeBytes(new byte[] {'h', 't', 't', 'p'});
        kept = i + 4;
      } else {
        int before = i > kept && text[i - 1] == ' ' ? i - 1 : i;
        out.write(text, kept, before - kept);
        out.write(sign(text, i, to));
        kept = end < to && text[end] == ' ' ? end + 1 : end;
      }
      i = kept - 1;
    }
    if (out != null) {
      out.write(text, kept, to - kept);
      byte[] meant = out.toByteArray();
      sink.accept(meant, 0, meant.length);
    }
  }

  private static int bracket(byte[] text, int at, int to) {
    int inner = at + 1;
    int end = inner;
    while (end < to && end - inner < 4 && !isClosing(text[end])) {
      end++;
    }
    boolean known = end < to && isClosing(text[end]) && sign(text, at, to) != 0;
    return known ? end + 1 : at;
  }

  private static int sign(byte[] text, int at, int to) {
    int inner = at + 1;
    if (isClosed(text, inner + 1, to)) {
      return text[inner] == '.' || text[inner] == '@' || text[inner] == ':' ? text[inner] : 0;
    }
    if (isClosed(text, inner + 2, to) && Letters.startsWith(text, inner, to, "at")) {
      return '@';
    }
    if (isClosed(text, inner + 3, to)) {
      return Letters.startsWith(text, inner, to, "dot") ? '.' : 0;
    }
    return 0;
  }

  private static boolean isClosed(byte[] text, int at, int to) {
    return at < to && isClosing(text[at]);
  }

  private static boolean isClosing(byte b) {
    return b == ']' || b == ')' || b == '}';
  }
}
