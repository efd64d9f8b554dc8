// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.net;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Joins blocks that overlap or touch into as few as possible. Both families count in one row, IPv4
 * as its part of IPv6.
 */
public final class CidrMerge {
  private static final BigInteger MAPPED = BigInteger.valueOf(0xffffL).shiftLeft(32);
  private static final BigInteger MAPPED_END = BigInteger.ONE.shiftLeft(48);

  private CidrMerge() {}

  /** From the first to the last number, and the block it was where it is still only that. */
  private record Range(BigInteger first, BigInteger last, Optional<Cidr> block) {}

  /** The blocks that together have just the addresses of these. */
  public static List<Cidr> merge(List<Cidr> blocks) {
    List<Range> ranges = new ArrayList<>();
    for (Cidr block : blocks) {
      ranges.add(new Range(number(block.first()), number(block.last()), Optional.of(block)));
    }
    ranges.sort(Comparator.comparing(Range::last).thenComparing(Range::first));
    List<Cidr> merged = new ArrayList<>();
    int at = ranges.size() - 1;
    while (at >= 0) {
      Range range = ranges.get(at--);
      while (at >= 0 && touch(ranges.get(at), range)) {
        Range before = ranges.get(at--);
        range = new Range(before.first().min(range.first()), range.last(), Optional.empty());
      }
      if (range.block().isPresent()) {
        merged.add(range.block().get());
      } else {
        split(range.first(), range.last(), merged);
      }
    }
    return merged;
  }

  private static boolean touch(Range before, Range range) {
    return range.first().subtract(BigInteger.ONE).compareTo(before.last()) <= 0;
  }

  private static BigInteger number(IpAddress address) {
    BigInteger number = new BigInteger(1, address.bytes());
    return address.bits() == 32 ? number.add(MAPPED) : number;
  }

  /** The largest aligned block at the start, and so on: there are no fewer. */
  private static void split(BigInteger first, BigInteger last, List<Cidr> into) {
    BigInteger at = first;
    while (at.compareTo(last) <= 0) {
      int aligned = at.signum() == 0 ? 128 : at.getLowestSetBit();
      int fitting = last.subtract(at).add(BigInteger.ONE).bitLength() - 1;
      int size = Math.min(aligned, fitting);
      into.add(block(at, 128 - size));
      at = at.add(BigInteger.ONE.shiftLeft(size));
    }
  }

  private static Cidr block(BigInteger first, int prefix) {
    boolean four = first.compareTo(MAPPED) >= 0 && first.compareTo(MAPPED_END) < 0 && prefix >= 96;
    byte[] bytes = new byte[four ? 4 : 16];
    byte[] digits = first.toByteArray();
    int length = Math.min(digits.length, bytes.length);
    System.arraycopy(digits, digits.length - length, bytes, bytes.length - length, length);
    return new Cidr(IpAddress.of(bytes), four ? prefix - 96 : prefix);
  }
}
