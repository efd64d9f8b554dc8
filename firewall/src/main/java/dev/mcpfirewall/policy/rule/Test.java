// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * A question about one value. Several in a list must all hold. All patterns are checked at load.
 *
 * <p>A value that is a list or an object is asked about by its parts: a rule that restricts matches
 * if one part does, one that lets pass if there are parts and all do. In the same way a path may be
 * read in several ways (as written, with links resolved), and a text of digits as a number.
 */
public sealed interface Test {
  /**
   * Text of a form: {@code *}, {@code ?}, {@code [a-z]}, {@code {a,b}}. A pattern of paths is
   * compared with canonical paths, segment by segment; any other with the text. It is one of paths
   * if it begins with a slash, a tilde, two stars and a slash, one or two dots and a slash, a drive
   * or a variable, or has a slash and two stars in it; and is no URL.
   */
  record Like(String pattern) implements Test {}

  /** A regular expression (RE2) that must match somewhere in the text. */
  record Regex(String pattern) implements Test {}

  /** One of these values; equality is JSON's. A string equals in its NFKC form also. */
  record OneOf(List<Literal> values) implements Test {
    public OneOf {
      values = List.copyOf(values);
    }
  }

  /** A path in one of these directories, or one of these itself. Absolute, canonical. */
  record Under(List<String> directories) implements Test {
    public Under {
      directories = List.copyOf(directories);
    }
  }

  /** A path, but in none of these directories. What is no path is in none of them. */
  record NotUnder(List<String> directories) implements Test {
    public NotUnder {
      directories = List.copyOf(directories);
    }
  }

  /** A number, or a text that is one, in this relation. */
  record Compare(Relation relation, BigDecimal bound) implements Test {}

  /** Whether the detectors found a secret in it. */
  record Secrets(boolean present) implements Test {}

  /** Whether the argument is there at all. */
  record Exists(boolean present) implements Test {}

  /** Whether it first appeared in a result with this label. */
  record From(Label label) implements Test {}

  /** Not all of these hold. */
  record Not(List<Test> tests) implements Test {
    public Not {
      tests = List.copyOf(tests);
    }
  }

  /** How a number is compared. */
  enum Relation {
    LT,
    LTE,
    GT,
    GTE;

    /** How it is written in a configuration. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A scalar as YAML 1.2's core schema reads it. */
  sealed interface Literal {
    /** A text. */
    record Text(String text) implements Literal {}

    /** A number. */
    record Numeric(BigDecimal number) implements Literal {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements Literal {}

    /** {@code null}. */
    record Null() implements Literal {}
  }
}
