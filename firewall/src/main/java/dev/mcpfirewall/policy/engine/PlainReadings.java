// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.rego.builtin.pattern.Glob;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Readings by spelling alone: paths with their dots resolved, texts in their compatibility form.
 */
record PlainReadings(Site site) implements Readings {
  private static final int[] SLASH = {'/'};

  @Override
  public boolean under(String text, List<String> directories, boolean lets) {
    String path = path(text);
    return directories.stream()
        .map(this::path)
        .anyMatch(d -> path.equals(d) || path.startsWith(d + "/"));
  }

  @Override
  public boolean notUnder(String text, List<String> directories, boolean lets) {
    return !under(text, directories, !lets);
  }

  @Override
  public boolean like(String pattern, String name, String text, boolean lets) {
    if (isPath(pattern)) {
      String path = path(text);
      String whole = pattern.startsWith("**") ? folded(pattern) : path(pattern);
      return Glob.compile(whole, SLASH).matches(path, UNCOUNTED)
          || !lets
              && whole.endsWith("/**")
              && Glob.compile(whole.substring(0, whole.length() - 3), SLASH).matches(path, UNCOUNTED);
    }
    Glob glob = Glob.compile(pattern, new int[0]);
    return passes(name, text, lets, reading -> glob.matches(reading, UNCOUNTED));
  }

  /** What is read here is bounded by the message. */
  private static final java.util.function.IntConsumer UNCOUNTED = steps -> {};

  private static boolean isPath(String pattern) {
    return pattern.startsWith("/")
        || pattern.startsWith("~")
        || pattern.startsWith("**/")
        || pattern.startsWith("./")
        || pattern.startsWith("${")
        || pattern.indexOf('/') >= 0 && pattern.contains("**");
  }

  @Override
  public boolean passes(String name, String text, boolean lets, Predicate<String> test) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return lets ? test.test(text) && test.test(plain) : test.test(text) || test.test(plain);
  }

  private String path(String text) {
    String plain = text.strip().replace('\\', '/');
    plain = plain.startsWith("file://") ? plain.substring(7) : plain;
    plain = plain.startsWith("~/") || plain.equals("~") ? site.home() + plain.substring(1) : plain;
    plain = plain.replace("${HOME}", site.home().toString());
    plain = plain.replace("${PROJECT_DIR}", site.project().toString());
    List<String> parts = new ArrayList<>();
    String whole = plain.startsWith("/") ? plain : site.directory() + "/" + plain;
    for (String part : whole.split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty()) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.add(part);
      }
    }
    return folded("/" + String.join("/", parts));
  }

  private String folded(String path) {
    return site.caseSensitive() ? path : path.toLowerCase(Locale.ROOT);
  }
}
