// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.detect.net.AddressRange;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostAllowListTest {
  private static final HostAllowList LIST =
      new HostAllowList(
          List.of("*.Example.com", "exact.example.org."),
          Stream.of("10.1.0.0/16", "fd00:1::/32", "192.168.7.7")
              .map(AddressRange::parse)
              .map(java.util.Optional::orElseThrow)
              .toList());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example.com",
        "a.b.example.com",
        "A.EXAMPLE.COM.",
        "exact.example.org",
        "10.1.255.1",
        "fd00:1::5",
        "192.168.7.7"
      })
  void allowsWhatItNames(String subject) {
    assertThat(LIST.allows(subject)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "example.com", "evilexample.com", "example.com.evil.net", "a.example.com.evil.net",
            "sub.exact.example.org",
        "10.2.0.1", "10.1.0.1.nip.io", "192.168.7.8", "fd00:2::5", "1.2.3.4.5", ".example.com"
      })
  void refusesWhatOnlyLooksAlike(String subject) {
    assertThat(LIST.allows(subject)).isFalse();
  }

  @Test
  void aStarAllowsNamesButNoAddresses() {
    HostAllowList every = new HostAllowList(List.of("*"), List.of());

    assertThat(every.allows("anything.example.net")).isTrue();
    assertThat(every.allows("10.0.0.1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/x",
        "name",
        "10.0/8",
        "::/129",
        "010.0.0.0/8"
      })
  void refusesMalformedRanges(String text) {
    assertThat(AddressRange.parse(text)).isEmpty();
  }
}
