// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A host name, or {@code *.} and a host name for everything below it (not the name itself). No
 * addresses: those are {@link Cidr}.
 *
 * @param text lower case, no trailing dot
 */
public record DomainPattern(String text) {
  private static final int LONGEST = 253;
  // Linear: every repeat is over one class and the next character is outside of it.
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,62})");

  /**
   * The pattern that a person wrote.
   *
   * @throws IllegalArgumentException if it is none; the message says why to a person
   */
  public static DomainPattern parse(String written) {
    String text = written.toLowerCase(Locale.ROOT);
    text = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    String name = text.startsWith("*.") ? text.substring(2) : text;
    if (text.equals("*")) {
      throw new IllegalArgumentException("would allow every host; to do that write `egress: off`");
    }
    if (name.contains("/") || name.contains("@")) {
      throw new IllegalArgumentException("is an address of a page; write only the host name");
    }
    if (name.contains("*")) {
      throw new IllegalArgumentException("may have one `*` only, as in `*.example.com`");
    }
    if (name.contains(":") || IpAddress.parse(name).isPresent()) {
      throw new IllegalArgumentException(
          "is not a host name; ports are not part of it, and addresses belong in `allow_private`");
    }
    if (name.length() > LONGEST || !isHostName(name)) {
      throw new IllegalArgumentException(
          "is not a host name; names with other letters are written as xn--…");
    }
    return new DomainPattern(text);
  }

  private static boolean isHostName(String name) {
    for (String label : name.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches() || label.endsWith("-")) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the host is meant.
   *
   * @param host in any case, with or without a trailing dot
   */
  public boolean matches(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return isWildcard()
        ? name.length() > text.length() - 1 && name.endsWith(text.substring(1))
        : name.equals(text);
  }

  /** Whether every host that {@code other} means is meant by this too. */
  boolean covers(DomainPattern other) {
    return equals(other)
        || isWildcard()
            && (other.isWildcard() ? other.text.endsWith(text.substring(1)) : matches(other.text));
  }

  private boolean isWildcard() {
    return text.startsWith("*.");
  }

  @Override
  public String toString() {
    return text;
  }
}
