// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Random numbers and identifiers: the same for equal arguments within an evaluation. */
final class Randoms {
  /** From the start of the Gregorian calendar to 1970, in the 100 nanoseconds that UUIDs count. */
  private static final long GREGORIAN = 122_192_928_000_000_000L;

  private static final List<String> DOMAINS = List.of("Person", "Group", "Org");

  private Randoms() {}

  static List<Builtin> list() {
    return List.of(
        new Builtin("rand.intn", "(str: string, n: number) number", (Builtin.Of2) Randoms::number),
        new Builtin("uuid.rfc4122", "(k: string) string", (Builtin.Of1) Randoms::uuid),
        new Builtin(
            "uuid.parse", "(uuid: string) object[string: any]", (Builtin.Of1) Randoms::parse));
  }

  private record NumberKey(String name, long bound) {}

  private record UuidKey(Value name) {}

  private static Value number(Evaluation in, Value a, Value b) {
    String name = Operand.string(a, 1);
    NumberValue bound = Operand.number(b, 2);
    if (!bound.isLong() || bound.longValue() == Long.MIN_VALUE) {
      throw BuiltinError.type("operand 2 must be integer number but got floating-point number");
    }
    long size = Math.abs(bound.longValue());
    return size == 0
        ? NumberValue.ZERO
        : in.once(new NumberKey(name, size), () -> NumberValue.of(in.random().nextLong(size)));
  }

  private static Value uuid(Evaluation in, Value a) {
    return in.once(
        new UuidKey(a),
        () -> {
          RandomGenerator random = in.random();
          long most = random.nextLong() & ~0xf000L | 0x4000L;
          long least = random.nextLong() & ~(3L << 62) | 1L << 63;
          return StringValue.of(new UUID(most, least).toString());
        });
  }

  /** Plain, as a URN, in braces, or without hyphens; undefined where it is none of these. */
  private static @Nullable Value parse(Evaluation in, Value a) {
    String text = Operand.string(a, 1);
    String digits =
        switch (text.length()) {
          case 32 -> text;
          case 36 -> plain(text);
          case 38 -> plain(text.substring(1, 37));
          case 45 ->
              text.toLowerCase(Locale.ROOT).startsWith("urn:uuid:") ? plain(text.substring(9)) : "";
          default -> "";
        };
    if (digits.length() != 32 || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      return null;
    }
    return fields(HexFormat.of().parseHex(digits));
  }

  private static String plain(String text) {
    boolean hyphens =
        text.charAt(8) == '-'
            && text.charAt(13) == '-'
            && text.charAt(18) == '-'
            && text.charAt(23) == '-';
    return hyphens ? text.replace("-", "") : "";
  }

  private static Value fields(byte[] bytes) {
    int version = (bytes[6] & 0xff) >> 4;
    ObjectValue.Builder fields = ObjectValue.builder(8);
    put(fields, "version", NumberValue.of(version));
    put(fields, "variant", StringValue.of(variant(bytes[8] & 0xff)));
    if (version == 1 || version == 2) {
      long time =
          number(bytes, 0, 4) | number(bytes, 4, 2) << 32 | (number(bytes, 6, 2) & 0xfff) << 48;
      put(fields, "time", NumberValue.of((time - GREGORIAN) * 100));
      byte[] node = Arrays.copyOfRange(bytes, 10, 16);
      put(fields, "nodeid", StringValue.of(HexFormat.ofDelimiter("-").formatHex(node)));
      put(fields, "macvariables", StringValue.of(address(node[0])));
      put(fields, "clocksequence", NumberValue.of(number(bytes, 8, 2) & 0x3fff));
    }
    if (version == 2) {
      put(fields, "id", NumberValue.of(number(bytes, 0, 4)));
      int domain = bytes[9] & 0xff;
      put(
          fields,
          "domain",
          StringValue.of(domain < DOMAINS.size() ? DOMAINS.get(domain) : "Domain" + domain));
    }
    return fields.build();
  }

  private static void put(ObjectValue.Builder fields, String name, Value value) {
    fields.put(StringValue.of(name), value);
  }

  private static long number(byte[] bytes, int from, int length) {
    long number = 0;
    for (int i = from; i < from + length; i++) {
      number = number << 8 | bytes[i] & 0xff;
    }
    return number;
  }

  private static String variant(int octet) {
    if ((octet & 0xc0) == 0x80) {
      return "RFC4122";
    }
    return switch (octet & 0xe0) {
      case 0xc0 -> "Microsoft";
      case 0xe0 -> "Future";
      default -> "Reserved";
    };
  }

  private static String address(byte first) {
    return ((first & 2) != 0 ? "local:" : "global:") + ((first & 1) != 0 ? "multicast" : "unicast");
  }
}
