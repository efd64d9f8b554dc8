// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The globs of Agent Wall over values: {@code |} between alternatives, each of which matches as
 * {@code minimatch} does, or in any case with {@code *} for any text, or without wildcard anywhere
 * in the text; paths are compared without {@code ..}.
 */
final class AgentWallGlob {
  private static final List<List<String>> ALIASES =
      List.of(
          List.of(
              "path",
              "file",
              "filepath",
              "file_path",
              "filename",
              "file_name",
              "target",
              "source",
              "destination",
              "dest",
              "src",
              "uri",
              "url"),
          List.of("command", "cmd", "shell", "exec", "script", "run"),
          List.of("content", "text", "body", "data", "input", "message"));

  private AgentWallGlob() {}

  /** The arguments that are meant by one name. */
  static List<String> aliases(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ALIASES.stream().filter(list -> list.contains(lower)).findFirst().orElse(List.of(name));
  }

  /** Alternative tests of ours. */
  static List<Object> tests(String pattern, boolean lets) throws Untranslatable {
    List<String> expressions = new ArrayList<>();
    List<Object> tests = new ArrayList<>();
    for (String part : AgentWallFile.parts(pattern)) {
      if (part.isEmpty()) {
        throw new Untranslatable("an alternative is empty, and is in every text");
      }
      boolean path = isPath(part);
      if (lets && path) {
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("glob", Minimatch.atLeast(part));
        both.put("regex", Minimatch.atMost(part, true));
        tests.add(both);
        continue;
      }
      expressions.add(expression(part));
      if (path) {
        // As a path, too: `..`, links and other spellings do not hide it.
        tests.add(Map.of("glob", Minimatch.atLeast(part)));
      }
    }
    if (!expressions.isEmpty()) {
      tests.addFirst(
          Map.of(
              "regex",
              "(?is)"
                  + (expressions.size() == 1
                      ? expressions.getFirst()
                      : String.join("|", expressions))));
    }
    return tests;
  }

  private static boolean isPath(String part) {
    return part.startsWith("/")
        || part.startsWith("~")
        || part.startsWith("**/")
        || part.contains("/") && part.contains("**");
  }

  private static String expression(String part) {
    if (part.indexOf('*') < 0 && part.indexOf('?') < 0) {
      return JsRegex.quote(part);
    }
    StringBuilder out = new StringBuilder("^");
    for (int i = 0; i < part.length(); i++) {
      switch (part.charAt(i)) {
        case '*' -> out.append(out.toString().endsWith(".*") ? "" : ".*");
        case '?' -> out.append('.');
        default -> out.append(JsRegex.quote(part.substring(i, i + 1)));
      }
    }
    return out.append('$').toString();
  }
}
