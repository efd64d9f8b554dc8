// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.json.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A message's arguments as canonical JSON without what must not be recorded. Concealed bytes of a
 * string become {@code [REDACTED]}, a key, number or other value of which any byte is concealed
 * becomes {@code "[REDACTED]"} as a whole. A number that IEEE 754 cannot hold exactly is written as
 * the string {@code "number:…"} with its literal, so that no reader rounds it.
 *
 * <p>Cut short, a string longer than 1 KiB ends in {@code … (+n bytes)}, and what stands behind the
 * first 8 KiB of output is left out. Confined to one thread at a time.
 */
final class Arguments {
  /** Most bytes of one string when cut. */
  static final int STRING_BYTES = 1024;

  /** Output size behind which members and elements are left out when cut. */
  static final int TOTAL_BYTES = 8192;

  private static final byte[] REDACTED = "[REDACTED]".getBytes(StandardCharsets.US_ASCII);

  private final LineBuffer out;
  private final boolean cutting;
  private final int startedAt;
  private final byte[] array;
  private final int base;
  private final List<Span> concealed;
  private boolean cut;

  private record Member(String name, boolean altered, Value value) {}

  private Arguments(LineBuffer out, boolean cutting, byte[] array, int base, List<Span> concealed) {
    this.out = out;
    this.cutting = cutting;
    this.startedAt = out.length();
    this.array = array;
    this.base = base;
    this.concealed = concealed;
  }

  /**
   * Writes the value.
   *
   * @param concealed spans of its document, as {@link #prepared} gives them
   * @param cutting whether to cut long strings and long values
   * @return whether something was cut
   */
  static boolean write(Value value, List<Span> concealed, boolean cutting, LineBuffer out) {
    return value
        .document()
        .bytes()
        .scan((array, from, to) -> {
          Arguments arguments = new Arguments(out, cutting, array, from, concealed);
          arguments.value(value);
          return arguments.cut;
        });
  }

  private void value(Value value) {
    Span span = value.span();
    switch (value.kind()) {
      case OBJECT -> {
        if (isConcealedWhole(span)) {
          redacted();
        } else {
          object(value);
        }
      }
      case ARRAY -> {
        if (isConcealedWhole(span)) {
          redacted();
        } else {
          array(value);
        }
      }
      case STRING -> string(span.start() + 1, span.end() - 1);
      case NUMBER, TRUE, FALSE, NULL -> {
        if (isTouched(span)) {
          redacted();
        } else if (value.is(Kind.NUMBER)) {
          number(span);
        } else {
          out.raw(array, base + span.start(), base + span.end());
        }
      }
    }
  }

  private void redacted() {
    out.raw('"').raw(REDACTED).raw('"');
  }

  private boolean isFull() {
    boolean full = cutting && out.length() - startedAt >= TOTAL_BYTES;
    cut |= full;
    return full;
  }

  private void array(Value value) {
    out.raw('[');
    int behind = value.next();
    int first = value.index() + 1;
    for (int at = first; at < behind && !isFull(); ) {
      if (at != first) {
        out.raw(',');
      }
      Value element = value.document().at(at);
      value(element);
      at = element.next();
    }
    out.raw(']');
  }

  private void object(Value value) {
    out.raw('{');
    List<Member> members = members(value);
    members.sort(Comparator.comparing(Member::name));
    boolean first = true;
    for (Member member : members) {
      if (isFull()) {
        break;
      }
      if (!first) {
        out.raw(',');
      }
      first = false;
      out.text(member.name()).raw(':');
      value(member.value());
    }
    out.raw('}');
  }

  private List<Member> members(Value object) {
    List<Member> members = new ArrayList<>();
    boolean altered = false;
    int behind = object.next();
    for (int at = object.index() + 1; at < behind; ) {
      Value key = object.document().at(at);
      Value value = object.document().at(at + 1);
      Member member = member(key, value);
      altered |= member.altered();
      members.add(member);
      at = value.next();
    }
    return altered ? unique(members) : members;
  }

  private Member member(Value key, Value value) {
    if (isTouched(key.span())) {
      return new Member("[REDACTED]", true, value);
    }
    String name = key.text();
    if (cutting && name.length() > STRING_BYTES) {
      cut = true;
      int at = Character.isHighSurrogate(name.charAt(STRING_BYTES - 1)) ? 1 : 0;
      return new Member(name.substring(0, STRING_BYTES - at) + "…", true, value);
    }
    return new Member(name, false, value);
  }

  /** Keys that were altered may meet others: they get a number then, as no key may stand twice. */
  private static List<Member> unique(List<Member> members) {
    Set<String> taken = new HashSet<>();
    members.stream().filter(member -> !member.altered()).map(Member::name).forEach(taken::add);
    List<Member> unique = new ArrayList<>(members.size());
    int number = 1;
    for (Member member : members) {
      String name = member.name();
      while (member.altered() && !taken.add(name)) {
        name = member.name() + " " + ++number;
      }
      unique.add(new Member(name, member.altered(), member.value()));
    }
    return unique;
  }

  /** The inside of a string: {@code [from, to)} in the document, decoded and written anew. */
  private void string(int from, int to) {
    out.raw('"');
    int limit = cutting ? out.length() + STRING_BYTES : Integer.MAX_VALUE;
    int next = firstBehind(from);
    boolean hiding = false;
    for (int at = from; at < to; ) {
      if (out.length() >= limit) {
        cut = true;
        out.codePoint('…');
        out.raw((" (+" + (to - at) + " bytes)").getBytes(StandardCharsets.US_ASCII));
        break;
      }
      while (next < concealed.size() && concealed.get(next).end() <= at) {
        next++;
      }
      int hidden = next < concealed.size() ? concealed.get(next).start() : to;
      int room = limit - out.length();
      int stop = Math.min(to, hidden);
      int plain = behindPlain(at, stop - at > room ? at + room : stop);
      if (plain > at) {
        hiding = false;
        out.raw(array, base + at, base + plain);
        at = plain;
        continue;
      }
      int behind = behindToken(at);
      if (hidden >= behind) {
        hiding = false;
        token(at, behind);
      } else if (!hiding) {
        hiding = true;
        out.raw(REDACTED);
      }
      at = behind;
    }
    out.raw('"');
  }

  /** Where the run of whole characters without a backslash ends, at {@code to} at the latest. */
  private int behindPlain(int at, int to) {
    int end = at;
    while (end < to && array[base + end] != '\\') {
      end++;
    }
    while (end > at && end == to && (array[base + end] & 0xC0) == 0x80) {
      end--;
      to--;
    }
    return end;
  }

  /** Where the character or escape that starts at {@code at} ends; a surrogate pair is one. */
  private int behindToken(int at) {
    int first = array[base + at];
    if (first == '\\') {
      if (array[base + at + 1] != 'u') {
        return at + 2;
      }
      return Character.isHighSurrogate((char) hex4(at + 2)) ? at + 12 : at + 6;
    }
    if (first >= 0) {
      return at + 1;
    }
    return at + ((first & 0x20) == 0 ? 2 : (first & 0x10) == 0 ? 3 : 4);
  }

  private void token(int at, int behind) {
    if (array[base + at] != '\\') {
      out.raw(array, base + at, base + behind);
      return;
    }
    char escape = (char) array[base + at + 1];
    switch (escape) {
      case 'b' -> out.codePoint('\b');
      case 'f' -> out.codePoint('\f');
      case 'n' -> out.codePoint('\n');
      case 'r' -> out.codePoint('\r');
      case 't' -> out.codePoint('\t');
      case 'u' -> {
        int unit = hex4(at + 2);
        out.codePoint(
            behind - at == 12 ? Character.toCodePoint((char) unit, (char) hex4(at + 8)) : unit);
      }
      default -> out.codePoint(escape);
    }
  }

  private int hex4(int at) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 4 | Character.digit(array[base + at + i], 16);
    }
    return value;
  }

  private void number(Span span) {
    int from = base + span.start();
    int to = base + span.end();
    if (isPlainInteger(from, to)) {
      out.raw(array, from, to);
      return;
    }
    String literal = new String(array, from, to - from, StandardCharsets.US_ASCII);
    out.raw(Numbers.canonical(literal).getBytes(StandardCharsets.US_ASCII));
  }

  /** Up to 15 digits are exact and canonical as they stand; minus zero is not. */
  private boolean isPlainInteger(int from, int to) {
    int digits = array[from] == '-' ? from + 1 : from;
    if (to - digits > 15 || (digits > from && array[digits] == '0')) {
      return false;
    }
    for (int i = digits; i < to; i++) {
      if (array[i] < '0' || array[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private boolean isTouched(Span span) {
    int next = firstBehind(span.start());
    return next < concealed.size() && concealed.get(next).start() < span.end();
  }

  private boolean isConcealedWhole(Span span) {
    int next = firstBehind(span.start());
    return next < concealed.size() && concealed.get(next).contains(span);
  }

  /** Index of the first concealed span that ends behind {@code at}. */
  private int firstBehind(int at) {
    int low = 0;
    int high = concealed.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (concealed.get(middle).end() <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Spans in order of place, joined where they overlap or touch, without the empty ones. */
  static List<Span> prepared(List<Span> spans) {
    if (spans.isEmpty()) {
      return spans;
    }
    List<Span> sorted = new ArrayList<>();
    for (Span span : spans) {
      if (span.length() > 0) {
        sorted.add(span);
      }
    }
    sorted.sort(Comparator.naturalOrder());
    List<Span> joined = new ArrayList<>();
    for (Span span : sorted) {
      Span last = joined.isEmpty() ? span : joined.removeLast();
      if (span.start() <= last.end()) {
        joined.add(new Span(last.start(), Math.max(last.end(), span.end())));
      } else {
        joined.add(last);
        joined.add(span);
      }
    }
    return joined;
  }
}
