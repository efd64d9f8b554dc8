// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.policy.place.Names;
import dev.mcpfirewall.policy.place.Wildcards;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern over names or paths as a person wrote it. Immutable; equality is by text; matching
 * takes time linear in the name, whatever the pattern.
 *
 * <p>For names: {@code *} any run of characters, {@code ?} one character, {@code |} between
 * alternatives. Pattern and name are {@linkplain Names#fold folded}, so that case does not count
 * and a look-alike of a name is that name.
 *
 * <p>For paths: {@link Wildcards#path}.
 */
public final class Glob {
  /** The longest pattern. */
  public static final int LONGEST = 512;

  private final String text;
  private final Wildcards wildcards;

  private Glob(String text, Wildcards wildcards) {
    this.text = text;
    this.wildcards = wildcards;
  }

  /**
   * A pattern over names.
   *
   * @throws IllegalArgumentException if the pattern or an alternative is empty, or it is too long;
   *     the message says so to a person
   */
  public static Glob names(String text) {
    refuseLong(text);
    List<String> names = Arrays.stream(text.split("\\|", -1)).map(Names::fold).toList();
    if (names.contains("")) {
      throw new IllegalArgumentException("an alternative of `" + text + "` is empty");
    }
    return new Glob(text, Wildcards.names(names));
  }

  /**
   * A pattern over paths with forward slashes.
   *
   * @throws IllegalArgumentException if the pattern is empty, too long or malformed; the message
   *     says so
   */
  public static Glob paths(String text) {
    refuseLong(text);
    if (text.isBlank()) {
      throw new IllegalArgumentException("the pattern is empty");
    }
    return new Glob(text, Wildcards.path(text));
  }

  private static void refuseLong(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("the pattern has more than " + LONGEST + " characters");
    }
  }

  /** Whether a name, in whatever disguise, is meant. */
  public boolean matches(String name) {
    return wildcards.matches(Names.fold(name));
  }

  /** Whether a path is meant: forward slashes, compared letter by letter. */
  public boolean matchesPath(String path) {
    return wildcards.matches(path);
  }

  /** Whether one of the alternatives is this very name, in whatever disguise, without wildcard. */
  public boolean isExactly(String name) {
    return wildcards.isExactly(Names.fold(name));
  }

  /** Whether there may be a name that both patterns match; a pattern over names only. */
  public boolean overlaps(Glob other) {
    return wildcards.overlaps(other.wildcards);
  }

  /** The pattern as written. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
