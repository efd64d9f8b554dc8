// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a command line as the commands it runs: words joined by one blank, quotes undone, programs
 * by their names alone, behind {@code sudo} and in {@code sh -c}. Immutable.
 *
 * <p>What only the shell knows stays hidden: variables set elsewhere, aliases, functions, what
 * programs print.
 */
final class CommandReader {
  /** A text with more commands is no command line. */
  private static final int MOST_COMMANDS = 10_000;

  /** Words of a wrapper's own. */
  private static final int MOST_WRAPPING = 16;

  private final Dissection dissection;

  CommandReader(Dissection dissection) {
    this.dissection = dissection;
  }

  /**
   * Adds the readings of a command line.
   *
   * @param written gets each command as it stands, and each file that it writes as {@code > file}
   * @param more gets what these come to
   * @return whether all of it was read
   */
  boolean read(String text, Set<String> written, Set<String> more) {
    List<Dissection.Run> runs = runs(text);
    for (Dissection.Run run : runs) {
      if (!run.words().isEmpty()) {
        written.add(line(run.words()));
      }
      run.writes().stream()
          .filter(file -> !isHarmless(file))
          .forEach(file -> written.add("> " + file));
      addNamed(run.words(), more);
      addNamed(run.bare(), more);
      if (!run.bare().equals(run.words())) {
        addWrapped(run.words(), more);
      }
    }
    return runs.size() < MOST_COMMANDS;
  }

  /** Writing there leaves nothing behind: another stream, or nowhere. */
  private static boolean isHarmless(String file) {
    return file.equals("/dev/null") || file.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-');
  }

  private static void addNamed(List<String> words, Set<String> more) {
    if (words.isEmpty()) {
      return;
    }
    for (List<String> each : List.of(words, ShellWords.withoutVariables(words))) {
      if (each.isEmpty()) {
        continue;
      }
      more.add(line(each));
      more.add(named(each));
      List<String> unfolded = ShellWords.unfolded(each);
      more.add(named(unfolded));
    }
  }

  /**
   * The command behind a wrapper, wherever it may start: which options of a wrapper take a value
   * ({@code timeout -s KILL 5 rm}), only that knows.
   */
  private static void addWrapped(List<String> words, Set<String> more) {
    boolean goesOn = true;
    int tried = 0;
    for (int i = 1; i < words.size() && tried < MOST_WRAPPING && goesOn; i++) {
      String word = words.get(i);
      boolean apart = word.startsWith("-") || word.indexOf('=') > 0;
      if (!apart && !word.isEmpty()) {
        tried++;
        more.add(named(words.subList(i, words.size())));
      }
      boolean figure = !word.isEmpty() && Character.isDigit(word.charAt(0));
      goesOn = apart || figure || words.get(i - 1).startsWith("-");
    }
  }

  /** The line with the program by its name alone. */
  private static String named(List<String> words) {
    List<String> named = new ArrayList<>(words);
    named.set(0, program(words.getFirst()));
    return line(named);
  }

  private static String program(String word) {
    int slash = Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\'));
    String name = word.substring(slash + 1);
    String lower = name.toLowerCase(Locale.ROOT);
    for (String ending : List.of(".exe", ".cmd", ".bat", ".com")) {
      if (lower.endsWith(ending) && lower.length() > ending.length()) {
        return lower.substring(0, lower.length() - ending.length());
      }
    }
    return name;
  }

  private static String line(List<String> words) {
    return String.join(" ", words);
  }

  private List<Dissection.Run> runs(String text) {
    Set<String> scripts = new LinkedHashSet<>();
    scripts.add(text);
    scripts.add(Spellings.shown(text.replace("\\\n", "")));
    if (text.indexOf('\\') >= 0) {
      // Windows' separators, which a shell would take for escapes.
      scripts.add(text.replace('\\', '/'));
    }
    if (text.indexOf('$') >= 0) {
      scripts.add(ShellWords.braced(text));
    }
    if (text.indexOf('^') >= 0) {
      scripts.add(text.replace("^", ""));
    }
    List<Dissection.Run> runs = new ArrayList<>();
    for (String script : scripts) {
      for (Dissection.Run run : dissection.commands(script)) {
        runs.add(run);
        handedOn(run).ifPresent(inner -> runs.addAll(dissection.commands(inner)));
      }
    }
    return runs;
  }

  /** What {@code cmd /c} is given. */
  private static Optional<String> handedOn(Dissection.Run run) {
    List<String> words = run.bare();
    if (words.isEmpty() || !program(words.getFirst()).equalsIgnoreCase("cmd")) {
      return Optional.empty();
    }
    for (int i = 1; i < words.size(); i++) {
      String option = words.get(i).toLowerCase(Locale.ROOT);
      if (option.startsWith("/c") || option.startsWith("/k") || option.startsWith("/r")) {
        String first = words.get(i).substring(2);
        return Optional.of((first + " " + line(words.subList(i + 1, words.size()))).strip());
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a program is named by wildcards or a substitution that may stand for the program which
   * the pattern begins with, and the rest fits.
   */
  boolean runsUnknown(String text, String pattern, Wildcards wildcards) {
    int blank = pattern.indexOf(' ');
    String wanted = blank < 0 ? pattern : pattern.substring(0, blank);
    if (wanted.isEmpty() || wanted.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0)) {
      return false;
    }
    for (Dissection.Run run : runs(text)) {
      for (List<String> words : List.of(run.words(), run.bare())) {
        if (!words.isEmpty() && mayBe(words.getFirst(), wanted)) {
          List<String> named = new ArrayList<>(words);
          named.set(0, wanted);
          if (wildcards.matches(line(named))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean mayBe(String word, String program) {
    if (word.startsWith("$(") || word.startsWith("`")) {
      return true;
    }
    boolean path = word.startsWith("/") || word.startsWith("~");
    if (!path || word.length() > 256 || word.chars().noneMatch(c -> "*?[".indexOf(c) >= 0)) {
      return false;
    }
    try {
      String name = program(word);
      return Wildcards.path(name).matches(program);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
