// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import dev.mcpfirewall.detect.shell.Danger;
import dev.mcpfirewall.detect.shell.ShellScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds shell commands that destroy, open a door, or carry data out, by reading the text as a shell
 * does.
 *
 * <p>Hardened against: the sender of arguments. Cost: linear; a text that does not start like a
 * command is only searched for a few markers, and read for its first and last {@link #DOCUMENT}
 * characters. False positives: a text is a script if its first word is a program; those ends of
 * another one are read if they have a separator a shell would act on.
 */
final class ShellCommands implements TextDetector {
  /** Longer texts that do not start like a command are documents. */
  static final int DOCUMENT = 300;

  private static final Level[] LEVELS = {
    Level.LOW, Level.LOW, Level.MEDIUM, Level.HIGH, Level.CRITICAL
  };
  private static final Map<Danger, Rule> RULES = load();

  @Override
  public void detect(String text, Sink sink) {
    int start = 0;
    while (start < text.length() && text.charAt(start) <= ' ') {
      start++;
    }
    if (start == text.length()) {
      return;
    }
    CodeMarkers.reverseShell(text)
        .ifPresent(at -> report(Danger.REVERSE_SHELL, at, Math.min(text.length(), at + 1), sink));
    if (isScript(text, start)) {
      read(text, 0, sink);
    } else if (text.length() - start <= DOCUMENT) {
      part(text, 0, text.length(), start, sink);
    } else {
      part(text, 0, start + DOCUMENT, start, sink);
      tail(text, text.length() - DOCUMENT - 1, sink);
    }
  }

  /** The end of a text, which starts in the middle of something: so with a separator. */
  private static void tail(String text, int from, Sink sink) {
    if (isJoined(text, from, text.length())) {
      read(";" + text.substring(from + 1).replace('`', ' '), from, sink);
    }
  }

  private static void part(String text, int from, int to, int start, Sink sink) {
    if (isJoined(text, start, to) || ShellScript.mayDelete(text, start)) {
      // In prose a backtick marks up code; to a shell it is a substitution.
      boolean prose = to - from < text.length() || Character.isUpperCase(text.charAt(start));
      String script = text.substring(from, to);
      read(prose ? script.replace('`', ' ') : script, from, sink);
    }
  }

  private static void read(String script, int offset, Sink sink) {
    Set<Danger> seen = EnumSet.noneOf(Danger.class);
    ShellScript.read(script)
        .dangers((danger, command) -> {
          if (seen.add(danger)) {
            int from = Math.min(command.start(), script.length() - 1);
            int to = Math.clamp(command.end(), from + 1, script.length());
            report(danger, offset + from, offset + to, sink);
          }
        });
  }

  /** The rules this detector may report. */
  static List<Rule> rules() {
    return new ArrayList<>(RULES.values());
  }

  private static void report(Danger danger, int start, int end, Sink sink) {
    Rule rule = RULES.get(danger);
    if (rule != null) {
      sink.found(rule, start, end, "");
    }
  }

  private static Map<Danger, Rule> load() {
    Map<Danger, Rule> rules = new EnumMap<>(Danger.class);
    for (Danger danger : Danger.values()) {
      String id = "command." + danger.id();
      rules.put(
          danger,
          new Rule(
              id,
              Topic.COMMAND,
              LEVELS[danger.severity()],
              danger.name().toLowerCase(Locale.ROOT)));
    }
    return rules;
  }

  private static boolean isScript(String text, int start) {
    if (text.startsWith("#!", start)) {
      int line = text.indexOf('\n', start);
      return text.substring(start, line < 0 ? text.length() : line).contains("sh");
    }
    int end = start;
    while (end < text.length() && end - start < 64 && isWord(text.charAt(end))) {
      end++;
    }
    int name = end;
    while (name > start && text.charAt(name - 1) != '/' && text.charAt(name - 1) != '\\') {
      name--;
    }
    boolean assigns = end < text.length() && text.charAt(end) == '=';
    return assigns && text.indexOf(' ', end) > 0
        || ShellScript.startsWithProgram(text.substring(name, end));
  }

  /** Whether a shell would see more than one command; a URL's {@code &} does not count. */
  private static boolean isJoined(String text, int start, int end) {
    if (text.charAt(start) == '\'') {
      return true;
    }
    boolean url = text.startsWith("http", start) && text.indexOf(' ', start, end) < 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean joins = c == ';' || c == '|' || c == '\n' || c == '&' || c == '>' || c == '"';
      boolean opens = c == '`' || c == '$' && i + 1 < end && !Character.isDigit(text.charAt(i + 1));
      if (opens || joins && !url) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(char c) {
    return c > ' ' && c != '=' && c != '$' && c != ';' && c != '|' && c != '&' && c != '<'
        && c != '>' && c != '(' && c != '"' && c != '\'';
  }
}
