// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import dev.mcpfirewall.json.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Maps, lists, texts, numbers and switches as YAML that a person likes to read: what fits on a line
 * stands on one. Texts that could be read as anything else are quoted.
 */
public final class YamlText {
  private static final int WIDTH = 96;
  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf");

  private final StringBuilder out = new StringBuilder();

  /**
   * A value with something to say about it.
   *
   * @param comment lines that stand above it, without the sign
   */
  public record Told(List<String> comment, Object value) {
    public Told {
      comment = List.copyOf(comment);
    }
  }

  private YamlText() {}

  /**
   * A file.
   *
   * @param comment lines at its top, without the sign
   * @param root texts, {@link Number}, {@link Boolean}, {@link List} and {@link Map} of these with
   *     texts as keys; each may be {@link Told}
   */
  public static String of(List<String> comment, Map<String, ?> root) {
    YamlText text = new YamlText();
    text.comment(0, comment);
    root.forEach((key, value) -> text.entry(0, key, value, ""));
    return text.out.toString();
  }

  private void comment(int indent, List<String> lines) {
    for (String line : lines) {
      out.append(" ".repeat(indent)).append(line.isEmpty() ? "#" : "# " + plain(line)).append('\n');
    }
  }

  /** A comment ends where its line does, whatever is quoted in it. */
  private static String plain(String line) {
    StringBuilder plain = new StringBuilder();
    line.codePoints()
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ? ' ' : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private void entry(int indent, String key, Object value, String lead) {
    Object bare = value;
    if (value instanceof Told told) {
      if (lead.isEmpty()) {
        comment(indent, told.comment());
      }
      bare = told.value();
    }
    String start = lead.isEmpty() ? " ".repeat(indent) : lead;
    String flow = hasComments(bare) ? "" : flow(bare);
    if (!flow.isEmpty()
        && (isScalar(bare) || start.length() + key.length() + flow.length() < WIDTH)
        && !(indent == 0 && bare instanceof List<?> && !isScalars(bare))
        && !(indent == 0 && bare instanceof Map<?, ?> map && map.size() > 1)) {
      out.append(start).append(scalar(key)).append(": ").append(flow).append('\n');
      return;
    }
    out.append(start).append(scalar(key)).append(":\n");
    block(indent + 2, bare);
  }

  private void block(int indent, Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> entry(indent, (String) key, each, ""));
      return;
    }
    for (Object item : (List<?>) value) {
      Object bare = item;
      if (item instanceof Told told) {
        comment(indent, told.comment());
        bare = told.value();
      }
      String lead = " ".repeat(indent) + "- ";
      if (bare instanceof Map<?, ?> map && !map.isEmpty()) {
        String first = lead;
        for (Map.Entry<?, ?> each : map.entrySet()) {
          entry(indent + 2, (String) each.getKey(), each.getValue(), first);
          first = "";
        }
      } else {
        out.append(lead).append(flow(bare)).append('\n');
      }
    }
  }

  private static boolean isScalar(Object value) {
    return !(value instanceof Map<?, ?>) && !(value instanceof List<?>);
  }

  private static boolean isScalars(Object value) {
    return value instanceof List<?> list && list.stream().allMatch(YamlText::isScalar);
  }

  private static boolean hasComments(Object value) {
    return switch (value) {
      case Told told -> true;
      case Map<?, ?> map -> map.values().stream().anyMatch(YamlText::hasComments);
      case List<?> list -> list.stream().anyMatch(YamlText::hasComments);
      default -> false;
    };
  }

  private static String flow(Object value) {
    return switch (value) {
      case Told told -> flow(told.value());
      case Map<?, ?> map ->
          map.isEmpty()
              ? "{}"
              : map.entrySet().stream()
                  .map(e -> scalar((String) e.getKey()) + ": " + flow(e.getValue()))
                  .collect(Collectors.joining(", ", "{ ", " }"));
      case List<?> list ->
          list.stream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
      case String text -> scalar(text);
      default -> value.toString();
    };
  }

  /** A text as YAML; quoted unless nobody could take it for anything else. */
  public static String scalar(String text) {
    boolean word =
        text.matches("[A-Za-z_][A-Za-z0-9_./-]*")
            && !WORDS.contains(text.toLowerCase(java.util.Locale.ROOT));
    return word || text.matches("[0-9]+/[0-9]*[a-z]+") ? text : quoted(text);
  }

  /** JSON's quotes are YAML's, but for characters that YAML does not take as they are. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder();
    Quote.of(text)
        .codePoints()
        .forEach(c -> {
          boolean odd =
              c >= 0x7f && c <= 0x9f
                  || c == 0x2028
                  || c == 0x2029
                  || c == 0xFEFF
                  || c >= 0xFFFE && c <= 0xFFFF
                  || Character.getType(c) == Character.FORMAT;
          if (odd && c <= 0xFFFF) {
            out.append(String.format("\\u%04x", c));
          } else if (odd) {
            out.append(String.format("\\U%08x", c));
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  /** Several lines as the lines of a comment, none longer than a page is wide. */
  public static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() > WIDTH - 4 && !line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
