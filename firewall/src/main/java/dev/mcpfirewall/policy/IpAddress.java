// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.json.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An IP address in its canonical spelling: four decimal numbers, or IPv6 groups with at most one
 * {@code ::}. Odd spellings (octal, hex, one integer) are for the detector to bring to this form.
 *
 * @param bytes 4 or 16
 */
record IpAddress(Bytes bytes) {
  private static final int GROUPS = 8;

  /** The address that is written, if it is one. */
  static Optional<IpAddress> parse(String text) {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    return bare.contains(":") ? v6(bare) : v4(bare).map(IpAddress::new);
  }

  private static Optional<Bytes> v4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    byte[] value = new byte[4];
    for (int i = 0; i < 4; i++) {
      int number = number(parts[i], 10, 3);
      if (number < 0 || number > 255 || parts[i].length() > 1 && parts[i].startsWith("0")) {
        return Optional.empty();
      }
      value[i] = (byte) number;
    }
    return Optional.of(Bytes.owning(value));
  }

  private static Optional<IpAddress> v6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return Optional.empty();
    }
    Optional<List<Integer>> before = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
    Optional<List<Integer>> after =
        gap < 0 ? Optional.of(List.of()) : groups(text.substring(gap + 2), true);
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    int missing = GROUPS - before.get().size() - after.get().size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return Optional.empty();
    }
    List<Integer> all =
        Stream.of(before.get(), java.util.Collections.nCopies(missing, 0), after.get())
            .flatMap(List::stream)
            .toList();
    byte[] value = new byte[2 * GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      value[2 * i] = (byte) (all.get(i) >> 8);
      value[2 * i + 1] = (byte) (int) all.get(i);
    }
    return Optional.of(new IpAddress(Bytes.owning(value)));
  }

  private static Optional<List<Integer>> groups(String text, boolean mayEndInV4) {
    List<Integer> groups = new ArrayList<>();
    if (text.isEmpty()) {
      return Optional.of(groups);
    }
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].contains(".") && mayEndInV4 && i == parts.length - 1) {
        Optional<Bytes> tail = v4(parts[i]);
        if (tail.isEmpty()) {
          return Optional.empty();
        }
        byte[] four = tail.get().toArray();
        groups.add((four[0] & 0xff) << 8 | four[1] & 0xff);
        groups.add((four[2] & 0xff) << 8 | four[3] & 0xff);
        continue;
      }
      int number = number(parts[i], 16, 4);
      if (number < 0) {
        return Optional.empty();
      }
      groups.add(number);
    }
    return Optional.of(groups);
  }

  private static int number(String digits, int radix, int longest) {
    boolean isNumber =
        !digits.isEmpty()
            && digits.length() <= longest
            && digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
    return isNumber ? Integer.parseInt(digits, radix) : -1;
  }

  int bits() {
    return bytes.length() * 8;
  }

  boolean bit(int index) {
    return (bytes.at(index / 8) >> (7 - index % 8) & 1) == 1;
  }

  /** The first {@code prefix} bits, the others 0. */
  IpAddress masked(int prefix) {
    byte[] value = bytes.toArray();
    for (int i = prefix; i < bits(); i++) {
      value[i / 8] &= (byte) ~(1 << (7 - i % 8));
    }
    return new IpAddress(Bytes.owning(value));
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    boolean v4 = bytes.length() == 4;
    for (int i = 0; i < bytes.length(); i += v4 ? 1 : 2) {
      int high = bytes.at(i) & 0xff;
      parts.add(
          v4 ? Integer.toString(high) : Integer.toHexString(high << 8 | bytes.at(i + 1) & 0xff));
    }
    return String.join(v4 ? "." : ":", parts);
  }
}
