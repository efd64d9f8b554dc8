// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.json.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A string that its name makes suspicious: {@code "password": "…"}, or {@code "name":
 * "DB_PASSWORD", "value": "…"}. By itself a password is any text; detectors know it by what stands
 * before it.
 *
 * @param text name and value as they would stand in a file
 * @param value where the value stands in {@code text}
 * @param origin where it stands in the message
 */
record NamedValue(Bytes text, Span value, Span origin) {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 4096;
  private static final int LONGEST_NAME = 64;

  private static final List<String> SUSPICIOUS =
      List.of("pass", "pwd", "secret", "token", "key", "credential", "auth");

  /** Pagination has tokens that open nothing. */
  private static final List<String> HARMLESS = List.of("page", "next", "cursor", "sync", "continu");

  /** The value with its name, if that is the name of a credential and this could be one. */
  static Optional<NamedValue> of(Value value) {
    Span inside = value.inside();
    if (inside.length() < SHORTEST
        || inside.length() > LONGEST
        || value.isKey()
        || !value.is(Kind.STRING)
        || !hasDigit(value, inside)) {
      return Optional.empty();
    }
    return name(value).filter(NamedValue::isSuspicious).map(name -> joined(name, value));
  }

  private static boolean hasDigit(Value value, Span inside) {
    Bytes raw = value.document().bytes();
    for (int i = inside.start(); i < inside.end(); i++) {
      if (raw.at(i) >= '0' && raw.at(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  private static Optional<Value> name(Value value) {
    int index = value.index();
    if (index == 0 || !value.document().at(index - 1).isKey()) {
      return Optional.empty();
    }
    Value key = value.document().at(index - 1);
    if (index > 3 && key.isText("value") && value.document().at(index - 3).isKey()) {
      Value before = value.document().at(index - 3);
      Value name = value.document().at(index - 2);
      if ((before.isText("name") || before.isText("key")) && name.is(Kind.STRING)) {
        return Optional.of(name);
      }
    }
    return Optional.of(key);
  }

  private static boolean isSuspicious(Value name) {
    if (name.inside().length() > LONGEST_NAME) {
      return false;
    }
    String text = name.text().toLowerCase(Locale.ROOT);
    return SUSPICIOUS.stream().anyMatch(text::contains)
        && HARMLESS.stream().noneMatch(text::contains);
  }

  private static NamedValue joined(Value name, Value value) {
    Bytes raw = value.document().bytes();
    Bytes before = Bytes.utf8('"' + name.text().replaceAll("[\"\\\\]", "_") + "\":\"");
    Span inside = value.inside();
    byte[] text = new byte[before.length() + inside.length() + 1];
    before.copyTo(before.span(), text, 0);
    raw.copyTo(inside, text, before.length());
    text[text.length - 1] = '"';
    Span at = new Span(before.length(), before.length() + inside.length());
    return new NamedValue(Bytes.owning(text), at, inside);
  }

  /** Where a span of the text stands in the message; nothing if it is not all in the value. */
  Optional<Span> inMessage(Span span) {
    return value.contains(span)
        ? Optional.of(span.shifted(origin.start() - value.start()))
        : Optional.empty();
  }
}
