// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.net;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * A block of addresses.
 *
 * @param address its first address, or where a mask was guessed the one it was guessed for
 * @param prefix how many bits all its addresses have in common
 */
public record Cidr(IpAddress address, int prefix) {

  /** {@code 10.0.0.0/8}; bits behind the prefix are dropped. Empty where the text is none. */
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String digits = text.substring(slash + 1);
    if (!digits.matches("[0-9]{1,7}")) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(digits);
    return IpAddress.parseBytes(text.substring(0, slash))
        .filter(bytes -> prefix <= 8 * bytes.length)
        .map(bytes -> masked(bytes, prefix));
  }

  private static Cidr masked(byte[] bytes, int prefix) {
    IpAddress address = IpAddress.of(bytes);
    if (address.bits() == 8 * bytes.length) {
      return new Cidr(address.masked(prefix, false), prefix);
    }
    return prefix >= 96
        ? new Cidr(address.masked(prefix - 96, false), prefix - 96)
        : new Cidr(IpAddress.of(cut(bytes, prefix)), prefix);
  }

  private static byte[] cut(byte[] bytes, int prefix) {
    byte[] cut = bytes.clone();
    for (int i = 0; i < cut.length; i++) {
      cut[i] &= (byte) (0xff00 >> Math.clamp(prefix - 8L * i, 0, 8));
    }
    return cut;
  }

  /** An address of IPv4 with the mask of its old class; empty for IPv6, which has none. */
  public static Optional<Cidr> classful(IpAddress address) {
    if (address.bits() != 32) {
      return Optional.empty();
    }
    int first = address.bytes()[0] & 0xff;
    return Optional.of(new Cidr(address, first < 0x80 ? 8 : first < 0xc0 ? 16 : 24));
  }

  IpAddress first() {
    return address.masked(prefix, false);
  }

  IpAddress last() {
    return address.masked(prefix, true);
  }

  /** Whether an address is in it; one of the other family never is. */
  public boolean contains(IpAddress other) {
    return other.bits() == address.bits() && other.masked(prefix, false).equals(first());
  }

  /** Whether all of another block is in it. */
  public boolean contains(Cidr other) {
    return contains(other.first()) && contains(other.last());
  }

  /** Whether they have an address in common. */
  public boolean intersects(Cidr other) {
    return contains(other.first()) || other.contains(first());
  }

  /**
   * All its addresses as text.
   *
   * @param spend is told of each
   * @param limit the most there may be
   * @throws LimitExceeded where there are more
   */
  public List<String> expand(int limit, IntConsumer spend) {
    int free = address.bits() - prefix;
    if (free > 30 || 1 << free > limit) {
      throw new LimitExceeded(this + " has more than " + limit + " addresses, too many to list");
    }
    List<String> all = new ArrayList<>(1 << free);
    IpAddress at = first();
    for (int i = 0; i < 1 << free; i++) {
      spend.accept(1);
      all.add(at.toString());
      at = at.next();
    }
    return all;
  }

  @Override
  public String toString() {
    return address + "/" + prefix;
  }
}
