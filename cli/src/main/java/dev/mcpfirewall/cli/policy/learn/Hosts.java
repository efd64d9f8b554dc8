// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.learn;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** URLs by scheme, host and port. */
final class Hosts {
  private static final int MOST = 16;
  private static final int LONGEST = 1000;

  private Hosts() {}

  /** Whether a text names an address on the net. */
  static boolean isUrl(String text) {
    return text.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*://.*");
  }

  /** What all these URLs pass, and others of the same hosts; none if a host cannot be told. */
  static Optional<Map<String, Object>> of(Collection<String> urls) {
    NavigableSet<String> origins = new TreeSet<>();
    for (String url : urls) {
      Optional<String> origin = origin(url);
      if (origin.isEmpty()) {
        return Optional.empty();
      }
      origins.add(origin.get());
    }
    String alternatives = origins.stream().map(Hosts::quoted).collect(Collectors.joining("|"));
    String regex = "^(?:" + alternatives + ")(?:[/?#]|$)";
    return origins.size() > MOST || regex.length() > LONGEST
        ? Optional.empty()
        : Optional.of(Map.of("regex", regex));
  }

  /** Scheme, host and port of a URL that everybody reads alike. */
  private static Optional<String> origin(String url) {
    String rest = url.replaceFirst("(?s)(?<=[^/:])[/?#].*", "");
    boolean alike =
        rest.matches("(?:https?|wss?)://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")
            && url.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    return alike && rest.equals(rest.toLowerCase(Locale.ROOT))
        ? Optional.of(rest)
        : Optional.empty();
  }

  /** As an expression for nothing but itself. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          boolean plain =
              c > 0x7f || Character.isLetterOrDigit(c) || " /:_-=,@%&'\"~<>!;`#".indexOf(c) >= 0;
          if (!plain) {
            quoted.append('\\');
          }
          quoted.appendCodePoint(c);
        });
    return quoted.toString();
  }
}
