// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Where clients read a spelling differently, the reading that leads further inside is taken. */
class PrivateAddressProperties {
  @Property
  void everyMixOfRadixesIsRead(
      @ForAll("addresses") long bits,
      @ForAll @IntRange(min = 1, max = 4) int parts,
      @ForAll("radixes") List<Integer> radixes,
      @ForAll @IntRange(max = 3) int padding) {
    String spelling = spell(bits, parts, radixes, padding);

    assertThat(Host.read(spelling))
        .isInstanceOfSatisfying(
            Host.Numeric.class,
            host ->
                assertThat(host.address().reach())
                    .isGreaterThanOrEqualTo(IpAddress.v4(bits).reach()));
    assertThat(Host.read(spelling + ".")).isEqualTo(Host.read(spelling));
  }

  @Property
  void everyCarryingIpv6AddressIsLookedThrough(@ForAll("addresses") long bits) {
    String hex = Long.toHexString(bits >>> 16) + ":" + Long.toHexString(bits & 0xFFFF);
    for (String spelling :
        List.of(
            "[::ffff:" + hex + "]",
            "[64:ff9b::" + hex + "]",
            "[2002:" + hex + "::1]",
            "::ffff:" + IpAddress.v4(bits).text())) {
      assertThat(Host.read(spelling).canonical()).as(spelling).isEqualTo(IpAddress.v4(bits).text());
    }
  }

  @Property
  void canonicalTextReadsBack(@ForAll long high, @ForAll long low) {
    IpAddress address = IpAddress.v6(high, low);

    assertThat(Host.read(address.text())).isEqualTo(new Host.Numeric(address));
  }

  private static String spell(long bits, int parts, List<Integer> radixes, int padding) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts; i++) {
      boolean last = i == parts - 1;
      long value = last ? bits & 0xFFFF_FFFFL >>> 8 * i : bits >>> 24 - 8 * i & 0xFF;
      out.append(out.isEmpty() ? "" : ".");
      switch (radixes.get(i)) {
        case 8 -> out.append("0".repeat(padding + 1)).append(Long.toOctalString(value));
        case 16 ->
            out.append(padding % 2 == 0 ? "0x" : "0X")
                .append("0".repeat(padding))
                .append(Long.toHexString(value));
        default -> out.append(value);
      }
    }
    return out.toString();
  }

  @Provide
  Arbitrary<Long> addresses() {
    Arbitrary<Long> rest = Arbitraries.longs().between(0, 0xFFFFFF);
    Arbitrary<Long> ten = rest.map(r -> 0x0A000000L | r);
    Arbitrary<Long> home = rest.map(r -> 0xC0A80000L | r & 0xFFFF);
    Arbitrary<Long> middle = rest.map(r -> 0xAC100000L | r & 0xFFFFF);
    Arbitrary<Long> loop = rest.map(r -> 0x7F000000L | r);
    return Arbitraries.oneOf(ten, home, middle, loop);
  }

  @Provide
  Arbitrary<List<Integer>> radixes() {
    Arbitrary<Integer> one = Arbitraries.of(8, 10, 16);
    return Combinators.combine(one, one, one, one).as(List::of);
  }
}
