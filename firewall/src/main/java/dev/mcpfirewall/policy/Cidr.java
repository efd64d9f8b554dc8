// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

/**
 * A range of IP addresses, such as {@code 10.1.0.0/16}; a single address is a range of one.
 * Immutable; equality is by value.
 */
public final class Cidr {
  private final IpAddress network;
  private final int prefix;

  private Cidr(IpAddress network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /**
   * The range that a person wrote.
   *
   * @throws IllegalArgumentException if it is none; the message says why to a person
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    IpAddress ip =
        IpAddress.parse(address)
            .orElseThrow(
                () -> new IllegalArgumentException("is no range of addresses as 10.1.0.0/16 is"));
    int prefix = slash < 0 ? ip.bits() : prefix(text.substring(slash + 1));
    if (prefix < 0 || prefix > ip.bits()) {
      throw new IllegalArgumentException("needs a number from 0 to " + ip.bits() + " after the /");
    }
    IpAddress network = ip.masked(prefix);
    if (!network.equals(ip)) {
      throw new IllegalArgumentException(
          "has bits beyond its prefix; did you mean `" + network + "/" + prefix + "`?");
    }
    return new Cidr(network, prefix);
  }

  private static int prefix(String digits) {
    return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
  }

  /**
   * Whether the address is in the range.
   *
   * @param address in canonical spelling; anything else is in no range
   */
  public boolean contains(String address) {
    return IpAddress.parse(address).filter(this::contains).isPresent();
  }

  private boolean contains(IpAddress ip) {
    return ip.bits() == network.bits() && ip.masked(prefix).equals(network);
  }

  /** Whether every address of {@code other} is in this range. */
  boolean covers(Cidr other) {
    return prefix <= other.prefix && contains(other.network);
  }

  /** How it is written in a configuration. */
  public String text() {
    return network + "/" + prefix;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cidr that && prefix == that.prefix && network.equals(that.network);
  }

  @Override
  public int hashCode() {
    return network.hashCode() * 31 + prefix;
  }

  @Override
  public String toString() {
    return text();
  }
}
