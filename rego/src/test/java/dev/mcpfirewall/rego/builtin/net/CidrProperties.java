// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Blocks against the addresses that are in them. */
class CidrProperties {
  @Property
  void anAddressReadsBack(@ForAll @Size(16) byte[] bytes, @ForAll int zeros) {
    for (int i = 0; i < 16; i++) {
      bytes[i] = (zeros >> i & 1) == 1 ? 0 : bytes[i];
    }
    IpAddress address = IpAddress.of(bytes);

    assertThat(IpAddress.parse(address.toString())).contains(address);
  }

  @Property
  void aBlockHasTheAddressesItLists(
      @ForAll int address, @ForAll @IntRange(min = 24, max = 32) int prefix, @ForAll int other) {
    Cidr block = Cidr.parse(text(address) + "/" + prefix).orElseThrow();
    List<String> listed = block.expand(256, _ -> {});

    assertThat(listed).hasSize(1 << 32 - prefix).doesNotHaveDuplicates().contains(text(address));
    String near = text(address ^ other & 0x3ff);
    assertThat(block.contains(IpAddress.parse(near).orElseThrow()))
        .isEqualTo(listed.contains(near));
  }

  @Property
  void mergedBlocksHaveTheSameAddressesAndAreApart(
      @ForAll @Size(max = 12) List<@IntRange(max = 255) Integer> starts,
      @ForAll @Size(value = 12) List<@IntRange(min = 26, max = 32) Integer> prefixes) {
    List<Cidr> blocks = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      blocks.add(Cidr.parse("10.0.0." + starts.get(i) + "/" + prefixes.get(i)).orElseThrow());
    }

    List<Cidr> merged = CidrMerge.merge(blocks);

    assertThat(addresses(merged)).isEqualTo(addresses(blocks));
    assertThat(merged.stream().mapToInt(b -> 1 << 32 - b.prefix()).sum())
        .isEqualTo(addresses(blocks).size());
  }

  private static Set<String> addresses(List<Cidr> blocks) {
    Set<String> all = new HashSet<>();
    blocks.forEach(block -> all.addAll(block.expand(256, _ -> {})));
    return all;
  }

  private static String text(int address) {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 255)
        + "."
        + (address >>> 8 & 255)
        + "."
        + (address & 255);
  }
}
