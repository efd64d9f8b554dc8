// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.net;

import java.util.Optional;

/**
 * A range of addresses, such as {@code 10.1.0.0/16}.
 *
 * @param base any address in it
 * @param prefix how many leading bits its addresses share
 */
public record AddressRange(IpAddress base, int prefix) {
  /** Reads {@code address} or {@code address/prefix}; empty if it is neither. */
  public static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!(Host.read(address) instanceof Host.Numeric(IpAddress base))
        || !base.text().equalsIgnoreCase(address) && !base.v6()) {
      return Optional.empty();
    }
    int bits = base.v6() ? 128 : 32;
    if (slash < 0) {
      return Optional.of(new AddressRange(base, bits));
    }
    String prefix = text.substring(slash + 1);
    if (prefix.isEmpty()
        || prefix.length() > 3
        || !prefix.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    int length = Integer.parseInt(prefix);
    return length > bits ? Optional.empty() : Optional.of(new AddressRange(base, length));
  }

  /** Whether {@code address} lies in it; an IPv4 address never lies in an IPv6 range. */
  public boolean contains(IpAddress address) {
    if (address.v6() != base.v6()) {
      return false;
    }
    if (!base.v6()) {
      return prefix == 0 || (address.low() ^ base.low()) >>> 32 - prefix == 0;
    }
    long high = address.high() ^ base.high();
    long low = address.low() ^ base.low();
    if (prefix <= 64) {
      return prefix == 0 || high >>> 64 - prefix == 0;
    }
    return high == 0 && low >>> 128 - prefix == 0;
  }
}
