// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Semantic versions, of 2.0.0, with a {@code v} in front if wanted. */
final class Versions {
  private static final int MAX_LENGTH = 1_000;

  private Versions() {}

  static List<Builtin> list() {
    return List.of(
        new Builtin("semver.is_valid", "(vsn: any) boolean", (Builtin.Of1) Versions::isValid),
        new Builtin(
            "semver.compare", "(a: string, b: string) number", (Builtin.Of2) Versions::compare));
  }

  private record Version(long major, long minor, long patch, String preRelease) {
    int compareTo(Version other) {
      int order = Long.compare(major, other.major);
      order = order == 0 ? Long.compare(minor, other.minor) : order;
      order = order == 0 ? Long.compare(patch, other.patch) : order;
      if (order != 0 || preRelease.equals(other.preRelease)) {
        return order;
      }
      if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
        return preRelease.isEmpty() ? 1 : -1;
      }
      return identifiers(preRelease.split("\\."), other.preRelease.split("\\."));
    }

    private static int identifiers(String[] a, String[] b) {
      for (int i = 0; i < Math.min(a.length, b.length); i++) {
        boolean number = digits(a[i]);
        if (number != digits(b[i])) {
          return number ? -1 : 1;
        }
        int order =
            number ? new BigInteger(a[i]).compareTo(new BigInteger(b[i])) : a[i].compareTo(b[i]);
        if (order != 0) {
          return Integer.signum(order);
        }
      }
      return Integer.compare(a.length, b.length);
    }
  }

  private static boolean digits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Value isValid(Evaluation in, Value a) {
    return BooleanValue.of(a instanceof StringValue s && parse(s.value()).isPresent());
  }

  private static Value compare(Evaluation in, Value a, Value b) {
    String first = Operand.string(a, 1);
    String second = Operand.string(b, 2);
    in.spend(1 + (first.length() + second.length()) / 8);
    return NumberValue.of(version(first, 1).compareTo(version(second, 2)));
  }

  private static Version version(String text, int position) {
    return parse(text)
        .orElseThrow(() ->
            BuiltinError.failed(
                "operand "
                    + position
                    + ": string "
                    + StringValue.of(text)
                    + " is not a valid SemVer"));
  }

  private static Optional<Version> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new LimitExceeded("version longer than " + MAX_LENGTH + " characters");
    }
    String rest = text.startsWith("v") ? text.substring(1) : text;
    int plus = rest.indexOf('+');
    String metadata = plus < 0 ? "" : rest.substring(plus + 1);
    rest = plus < 0 ? rest : rest.substring(0, plus);
    int minus = rest.indexOf('-');
    String preRelease = minus < 0 ? "" : rest.substring(minus + 1);
    rest = minus < 0 ? rest : rest.substring(0, minus);
    String[] numbers = rest.split("\\.", -1);
    if (!identifiers(metadata) || !identifiers(preRelease) || numbers.length != 3) {
      return Optional.empty();
    }
    long[] parts = new long[3];
    for (int i = 0; i < 3; i++) {
      if (!digits(numbers[i]) || numbers[i].length() > 18) {
        return Optional.empty();
      }
      parts[i] = Long.parseLong(numbers[i]);
    }
    return Optional.of(new Version(parts[0], parts[1], parts[2], preRelease));
  }

  /** Letters, digits and hyphens, with single dots between; or nothing. */
  private static boolean identifiers(String text) {
    return text.isEmpty()
        || !text.startsWith(".")
            && !text.endsWith(".")
            && !text.contains("..")
            && text.chars().allMatch(Versions::identifying);
  }

  private static boolean identifying(int c) {
    return c >= '0' && c <= '9'
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '-'
        || c == '.';
  }
}
