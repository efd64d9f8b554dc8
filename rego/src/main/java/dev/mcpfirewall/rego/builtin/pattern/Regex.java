// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.text.GoQuote;
import dev.mcpfirewall.rego.builtin.text.TextBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * A compiled regular expression with Go's syntax and Go's rules. Immutable and thread-safe. What
 * looks at a text tells {@code spend} of its steps while it is at work, and passes on what that
 * throws.
 */
public final class Regex {
  /** A step of the budget is worth so many of the library's on one character. */
  static final int INSTRUCTIONS_A_STEP = 128;

  /** What costs less steps is paid at once: reading through a meter is slower. */
  private static final int AT_ONCE = 1_024;

  private static final String SPECIAL = "\\.+*?()|[]{}^$";

  private final Pattern pattern;
  private final String source;
  private final int size;
  private final boolean plain;
  private final RequiredText required;

  private Regex(Pattern pattern, String source, int size) {
    this.pattern = pattern;
    this.source = source;
    this.size = size;
    plain = source.length() <= 32 && source.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
    required = RequiredText.of(source);
  }

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException where it is none; in Go's words
   * @throws LimitExceeded where it is too large
   */
  public static Regex compile(String regex) {
    int size = RegexBounds.size(regex);
    try {
      return new Regex(Pattern.compile(regex), regex, size);
    } catch (PatternSyntaxException e) {
      String message = String.valueOf(e.getMessage());
      throw new IllegalArgumentException(
          message.startsWith("error parsing") ? message : "error parsing regexp: " + message, e);
    }
  }

  /**
   * An expression whose parts outside of delimiters are plain text.
   *
   * @throws IllegalArgumentException where the delimiters don't match, or a part is no expression
   */
  public static Regex template(String template, char open, char close) {
    StringBuilder regex = new StringBuilder("^");
    int level = 0;
    int plain = 0;
    int start = 0;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == open) {
        start = level++ == 0 ? i : start;
      } else if (c == close) {
        level--;
        if (level < 0) {
          break;
        }
        if (level == 0) {
          String part = template.substring(start + 1, i);
          compile("^" + part + "$");
          regex.append(Pattern.quote(template.substring(plain, start)));
          regex.append('(').append(part).append(')');
          plain = i + 1;
        }
      }
    }
    if (level != 0) {
      throw new IllegalArgumentException("unbalanced braces in " + GoQuote.quote(template));
    }
    return compile(regex.append(Pattern.quote(template.substring(plain))).append('$').toString());
  }

  /** Whether it matches somewhere in a text. */
  public boolean matches(String text, IntConsumer spend) {
    if (!required.isIn(text, spend)) {
      return false;
    }
    long cost = (long) text.length() * size / INSTRUCTIONS_A_STEP;
    if (plain || cost > AT_ONCE) {
      return plain || pattern.matcher(new MeteredText(text, size, spend)).find();
    }
    spend.accept((int) cost);
    return pattern.matcher(text).find();
  }

  /** The first {@code limit} matches, all where that is negative: each whole, then its groups. */
  public List<List<String>> find(String text, int limit, IntConsumer spend) {
    List<List<String>> all = new ArrayList<>();
    if (limit == 0) {
      return all;
    }
    each(
        text,
        spend,
        match -> {
          List<String> groups = new ArrayList<>(match.groupCount() + 1);
          for (int i = 0; i <= match.groupCount(); i++) {
            String group = match.group(i);
            groups.add(group == null ? "" : group);
          }
          all.add(groups);
          return all.size() != limit;
        });
    return all;
  }

  /** The parts of a text between the matches. */
  public List<String> split(String text, IntConsumer spend) {
    if (!source.isEmpty() && text.isEmpty()) {
      return List.of("");
    }
    List<String> parts = new ArrayList<>();
    int[] ends = {0, 0};
    each(
        text,
        spend,
        match -> {
          ends[1] = match.start();
          if (match.end() != 0) {
            parts.add(text.substring(ends[0], match.start()));
          }
          ends[0] = match.end();
          return true;
        });
    if (ends[1] != text.length()) {
      parts.add(text.substring(ends[0]));
    }
    return parts;
  }

  /** All matches replaced by a text in which {@code $1} and {@code ${name}} are groups. */
  public String replace(String text, String with, IntConsumer spend) {
    TextBuffer out = new TextBuffer(text.length());
    int[] done = {0};
    each(
        text,
        spend,
        match -> {
          out.append(text, done[0], match.start());
          expand(with, match, out);
          done[0] = match.end();
          return true;
        });
    return out.append(text, done[0], text.length()).toString();
  }

  /** Go's order of matches: an empty one right behind another is none. */
  private void each(String text, IntConsumer spend, Predicate<Matcher> more) {
    Matcher matcher = pattern.matcher(new MeteredText(text, size, spend));
    int at = 0;
    int end = -1;
    while (at <= text.length() && matcher.find(at)) {
      spend.accept(1);
      boolean empty = matcher.start() == matcher.end();
      if ((!empty || matcher.start() != end) && !more.test(matcher)) {
        return;
      }
      end = matcher.end();
      at = empty ? next(text, end) : end;
    }
  }

  private static int next(String text, int at) {
    return at + (at < text.length() ? Character.charCount(text.codePointAt(at)) : 1);
  }

  private void expand(String template, Matcher match, TextBuffer out) {
    int at = 0;
    while (at < template.length()) {
      int dollar = template.indexOf('$', at);
      if (dollar < 0 || dollar + 1 == template.length()) {
        out.append(template, at, template.length());
        return;
      }
      out.append(template, at, dollar);
      if (template.charAt(dollar + 1) == '$') {
        out.append('$');
        at = dollar + 2;
        continue;
      }
      boolean braced = template.charAt(dollar + 1) == '{';
      int start = dollar + (braced ? 2 : 1);
      int end = start;
      while (end < template.length() && word(template.charAt(end))) {
        end++;
      }
      if (end == start || braced && (end == template.length() || template.charAt(end) != '}')) {
        out.append('$');
        at = dollar + 1;
        continue;
      }
      out.append(group(template.substring(start, end), match));
      at = end + (braced ? 1 : 0);
    }
  }

  private static boolean word(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private String group(String name, Matcher match) {
    Integer index =
        name.matches("[0-9]{1,8}") ? Integer.valueOf(name) : pattern.namedGroups().get(name);
    if (index == null || index > match.groupCount()) {
      return "";
    }
    String group = match.group(index);
    return group == null ? "" : group;
  }
}
