// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import dev.mcpfirewall.detect.net.AddressRange;
import dev.mcpfirewall.detect.net.Host;
import java.util.List;
import java.util.Locale;

/**
 * The hosts a policy lets tools reach although a rule of {@link Topic#EGRESS} names them.
 * Immutable.
 *
 * @param domains {@code example.com} is that name alone, {@code *.example.com} every name below it,
 *     a lone {@code *} every name; case and a trailing dot do not matter
 * @param ranges addresses
 */
public record HostAllowList(List<String> domains, List<AddressRange> ranges) {
  /** Lets nothing through. */
  public static final HostAllowList NONE = new HostAllowList(List.of(), List.of());

  public HostAllowList {
    domains = domains.stream().map(HostAllowList::plain).toList();
    ranges = List.copyOf(ranges);
  }

  /**
   * Whether the policy lets tools reach this host.
   *
   * @param subject as in {@link Match#subject()}; an empty one is never allowed
   */
  public boolean allows(String subject) {
    if (subject.isEmpty()) {
      return false;
    }
    return switch (Host.read(subject)) {
      case Host.Numeric host ->
          ranges.stream().anyMatch(range -> range.contains(host.address()))
              || domains.contains(host.canonical());
      case Host.Named host -> domains.stream().anyMatch(domain -> matches(domain, host.text()));
      case Host.Garbled ignored -> false;
    };
  }

  private static boolean matches(String domain, String name) {
    if (domain.equals("*")) {
      return true;
    }
    if (!domain.startsWith("*.")) {
      return name.equals(domain);
    }
    int suffix = domain.length() - 1;
    return name.length() > suffix && name.endsWith(domain.substring(1));
  }

  private static String plain(String domain) {
    String lower = domain.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
