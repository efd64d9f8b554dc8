// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.util.TreeMap;
import java.util.function.IntConsumer;

/** Writes JSON as Go's encoder does. Of one thread. */
final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder();
  private final String prefix;
  private final String indent;
  private final boolean lines;
  private final IntConsumer grown;
  private int depth;

  JsonWriter(String prefix, String indent, boolean lines, IntConsumer grown) {
    this.grown = grown;
    this.prefix = prefix;
    this.indent = indent;
    this.lines = lines;
  }

  String write(Value value) {
    append(value);
    return out.toString();
  }

  private void append(Value value) {
    grown.accept(out.length());
    switch (value) {
      case NullValue _ -> out.append("null");
      case BooleanValue b -> out.append(b.value());
      case NumberValue n -> out.append(ValueText.number(n));
      case StringValue s -> quote(s.value());
      case ArrayValue a -> list(a.elements());
      case SetValue s -> list(s.elements());
      case ObjectValue o -> object(o);
    }
  }

  private void list(Iterable<Value> elements) {
    open('[');
    boolean first = true;
    for (Value element : elements) {
      next(first);
      first = false;
      append(element);
    }
    close(']', first);
  }

  private void object(ObjectValue object) {
    boolean strings = true;
    for (int i = 0; i < object.size() && strings; i++) {
      strings = object.memberKey(i) instanceof StringValue;
    }
    open('{');
    if (strings) {
      for (int i = 0; i < object.size(); i++) {
        member(i == 0, object.keyAt(i), object.valueAt(i));
      }
    } else {
      TreeMap<Value, Value> written = new TreeMap<>();
      object.forEach((key, value) -> written.put(text(key), value));
      boolean[] first = {true};
      written.forEach((key, value) -> {
        member(first[0], key, value);
        first[0] = false;
      });
    }
    close('}', object.size() == 0);
  }

  private StringValue text(Value key) {
    return key instanceof StringValue string ? string : StringValue.of(Json.write(key, grown));
  }

  private void member(boolean first, Value key, Value value) {
    next(first);
    append(key);
    out.append(lines ? ": " : ":");
    append(value);
  }

  private void open(char bracket) {
    out.append(bracket);
    depth++;
  }

  private void next(boolean first) {
    if (!first) {
      out.append(',');
    }
    line();
  }

  private void close(char bracket, boolean empty) {
    depth--;
    if (!empty) {
      line();
    }
    out.append(bracket);
  }

  private void line() {
    if (lines) {
      out.append('\n').append(prefix).repeat(indent, depth);
    }
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&') {
        out.append(c);
      } else {
        escape(text, i, c);
      }
    }
    out.append('"');
  }

  private void escape(String text, int at, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
          out.append("\\u");
          for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 15));
          }
        } else if (lone(text, at, c)) {
          out.append("\\ufffd");
        } else {
          out.append(c);
        }
      }
    }
  }

  private static boolean lone(String text, int at, char c) {
    return Character.isHighSurrogate(c)
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : Character.isLowSurrogate(c)
            && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
