// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.net;

/**
 * An IP address.
 *
 * @param v6 whether it is IPv6; an IPv4 address is kept in the low 32 bits of {@code low}
 * @param high the first 64 bits of an IPv6 address, else 0
 * @param low the last 64 bits
 */
public record IpAddress(boolean v6, long high, long low) {
  private static final long LOW_32 = 0xFFFF_FFFFL;

  /** The IPv4 address with the low 32 bits of {@code bits}. */
  public static IpAddress v4(long bits) {
    return new IpAddress(false, 0, bits & LOW_32);
  }

  /** An IPv6 address. */
  public static IpAddress v6(long high, long low) {
    return new IpAddress(true, high, low);
  }

  /**
   * The IPv4 address a packet ends at when this IPv6 address only carries it (mapped, compatible,
   * NAT64, 6to4, Teredo, ISATAP); else this address.
   */
  public IpAddress carried() {
    if (!v6) {
      return this;
    }
    boolean mapped = high == 0 && (low >>> 32 == 0xFFFFL || low >>> 32 == 0xFFFF_0000L);
    boolean compatible = high == 0 && low >>> 32 == 0 && (low & LOW_32) > 0xFFFFL;
    boolean nat64 = high == 0x0064_FF9B_0000_0000L || high >>> 16 == 0x0064_FF9B_0001L;
    boolean isatap = (low >>> 32 & 0xFCFF_FFFFL) == 0x5EFEL;
    if (mapped || compatible || nat64 || isatap) {
      return v4(low);
    }
    if (high >>> 48 == 0x2002L) {
      return v4(high >>> 16);
    }
    return high >>> 32 == 0x2001_0000L ? v4(~low) : this;
  }

  /** Where it leads, looking through what carries it. */
  public Reach reach() {
    IpAddress end = carried();
    return end.v6 ? end.reach6() : end.reach4();
  }

  private Reach reach4() {
    if (CloudMetadata.ADDRESSES.contains(this)) {
      return Reach.METADATA;
    }
    int first = (int) (low >>> 24);
    int second = (int) (low >>> 16 & 0xFF);
    if (first == 127 || first == 0) {
      return Reach.LOOPBACK;
    }
    if (first == 10 || first == 172 && second >> 4 == 1 || first == 192 && second == 168) {
      return Reach.PRIVATE;
    }
    if (first == 169 && second == 254) {
      return Reach.LINK_LOCAL;
    }
    return first >= 224 || special4(first, second) ? Reach.RESERVED : Reach.PUBLIC;
  }

  private boolean special4(int first, int second) {
    long upper24 = low >>> 8;
    return first == 100 && second >> 6 == 1
        || first == 198 && second >> 1 == 9
        || upper24 == 0xC00000L
        || upper24 == 0xC00002L
        || upper24 == 0xC05863L
        || upper24 == 0xC63364L
        || upper24 == 0xCB0071L;
  }

  private Reach reach6() {
    if (CloudMetadata.ADDRESSES.contains(this)) {
      return Reach.METADATA;
    }
    if (high == 0 && (low == 0 || low == 1)) {
      return Reach.LOOPBACK;
    }
    int top = (int) (high >>> 48);
    if ((top & 0xFFC0) == 0xFE80) {
      return Reach.LINK_LOCAL;
    }
    if ((top & 0xFE00) == 0xFC00 || (top & 0xFFC0) == 0xFEC0) {
      return Reach.PRIVATE;
    }
    boolean documentation = high >>> 32 == 0x2001_0DB8L || top >>> 4 == 0x3FF;
    return (top & 0xE000) != 0x2000 || documentation ? Reach.RESERVED : Reach.PUBLIC;
  }

  /** The canonical text: dotted decimal, or RFC 5952. */
  public String text() {
    return v6 ? text6() : text4();
  }

  @Override
  public String toString() {
    return text();
  }

  private String text4() {
    return (low >>> 24) + "." + (low >>> 16 & 0xFF) + "." + (low >>> 8 & 0xFF) + "." + (low & 0xFF);
  }

  private String text6() {
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && group(end) == 0) {
        end++;
      }
      if (end - i > bestLength) {
        bestStart = i;
        bestLength = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder out = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        out.append("::");
        i += bestLength - 1;
        continue;
      }
      if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') {
        out.append(':');
      }
      out.append(Integer.toHexString(group(i)));
    }
    return out.toString();
  }

  private int group(int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> 48 - 16 * (index & 3) & 0xFFFF);
  }
}
