// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import dev.mcpfirewall.text.PathPadding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How a policy compares the texts of a message: the one door. A text can be read in more than one
 * way; what restricts holds if it does in one of them, what lets pass only if it does in all. Safe
 * for any thread.
 *
 * <p>What policies name (directories, patterns) is looked up once for each {@code Places}; what
 * messages name, each time.
 */
public final class Places {
  /** Policies hold fewer; only a policy that computes its patterns comes here. */
  private static final int MOST_KEPT = 4096;

  private static final PathReader NOWHERE =
      new PathReader(new PathRoots("/", "/", "/", false, false), Links.NONE);

  private final PathReader reader;
  private final TextReader texts;
  private final Map<String, List<String>> directories = new ConcurrentHashMap<>();
  private final Map<String, PathPattern> pathPatterns = new ConcurrentHashMap<>();
  private final Map<String, Wildcards> textPatterns = new ConcurrentHashMap<>();

  /** With the session's place and what knows shells and hosts. */
  public Places(PathRoots roots, Dissection dissection) {
    this(new PathReader(roots), dissection);
  }

  /** With a reader of paths of one's own. */
  public Places(PathReader reader, Dissection dissection) {
    this.reader = reader;
    this.texts = new TextReader(dissection);
  }

  /** The readings of a text as a path. */
  public PathReadings paths(String text) {
    return reader.readings(text);
  }

  /**
   * Whether a path lies in one of the directories, or is one.
   *
   * @param lets whether something is let pass if so
   */
  public boolean under(String text, List<String> within, boolean lets) {
    return holds(paths(text), lets, path -> isUnder(path, within, !lets));
  }

  /**
   * Whether a path lies in none of the directories, and is none. For what restricts, this is also
   * so of what may be no path, or may lead where we cannot see.
   *
   * @param lets whether something is let pass if so
   */
  public boolean notUnder(String text, List<String> within, boolean lets) {
    PathReadings readings = paths(text);
    return lets
        ? readings.certain() && readings.paths().stream().noneMatch(p -> isUnder(p, within, true))
        : !readings.certain()
            || !readings.paths().stream().allMatch(p -> isUnder(p, within, false));
  }

  /** With {@code loose}, also where it only may lie there. */
  private boolean isUnder(String path, List<String> within, boolean loose) {
    if (path.equals(PathReadings.ANYWHERE)) {
      return loose;
    }
    for (String written : within) {
      for (String directory : kept(directories, written, reader::directory)) {
        boolean root = directory.endsWith("/");
        if (path.equals(directory)
            || path.startsWith(directory) && (root || path.startsWith("/", directory.length()))
            || loose && ShortNames.isUnder(path, directory)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean holds(PathReadings readings, boolean lets, Predicate<String> test) {
    return lets
        ? readings.certain() && readings.paths().stream().allMatch(test)
        : readings.paths().stream().anyMatch(test);
  }

  /**
   * Whether a canonical path lies in a directory, or is it.
   *
   * @param path one of {@link PathReadings#paths}
   * @param lets whether something is let pass if so; else a short name of Windows that may stand
   *     for the directory is enough
   */
  public boolean isUnder(String path, String directory, boolean lets) {
    return isUnder(path, List.of(directory), !lets);
  }

  /**
   * Whether a canonical path is of a form.
   *
   * @param pattern for which {@link #isPathPattern} holds
   * @param path one of {@link PathReadings#paths}
   * @param lets whether something is let pass if so; else a directory is meant by all that is in it
   * @throws IllegalArgumentException if the pattern has a {@link #flaw}
   */
  public boolean isLike(String pattern, String path, boolean lets) {
    PathPattern paths = kept(pathPatterns, pattern, p -> PathPattern.of(p, reader));
    return path.equals(PathReadings.ANYWHERE) ? !lets : paths.matches(path, lets);
  }

  /**
   * Whether a text is of a form, to the letter.
   *
   * @param pattern for which {@link #isPathPattern} does not hold
   * @param text one of {@link #readings}
   * @throws IllegalArgumentException if the pattern has a {@link #flaw}
   */
  public boolean isLike(String pattern, String text) {
    return kept(textPatterns, pattern, TextReader::pattern).matches(text);
  }

  /** Whether a pattern is compared with paths, segment by segment, or with texts. */
  public static boolean isPathPattern(String pattern) {
    return PathPattern.is(pattern);
  }

  /**
   * What is wrong with a pattern of paths or texts, to be said to a person behind the pattern;
   * empty if nothing.
   */
  public static Optional<String> flaw(String pattern) {
    try {
      if (isPathPattern(pattern)) {
        PathPattern.of(pattern, NOWHERE);
      } else {
        TextReader.pattern(pattern);
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Whether a text is a URL of a file, for readers of URLs that drop what is not seen. */
  public static boolean isFileUrl(String text) {
    return FileUrl.is(Spellings.shown(text.strip()));
  }

  /**
   * A path that is too long, without what in it leads nowhere.
   *
   * @param longest characters that a path has; what has more even so is given as it stands
   */
  public static String withoutPadding(String text, int longest) {
    return text.length() <= longest ? text : PathPadding.without(text, longest);
  }

  /** Whether an argument of this name is read as a command line. */
  public static boolean isCommandKey(String key) {
    return TextReader.isCommandKey(key);
  }

  /** The command line that a program and its arguments come to, each one word in it. */
  public static String commandLine(List<String> words) {
    return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
  }

  /**
   * Whether a text is of a form.
   *
   * @param pattern with {@code *}, {@code ?}, {@code [a-z]} and <code>{a,b}</code>; one of paths is
   *     compared with the text's readings as a path, any other with what it {@linkplain #readings
   *     says}
   * @param key the name of the argument that the text is the value of; empty without one
   * @param lets whether something is let pass if so
   * @throws IllegalArgumentException if the pattern has a {@link #flaw}
   */
  public boolean like(String pattern, String key, String text, boolean lets) {
    if (isPathPattern(pattern)) {
      return holds(paths(text), lets, path -> isLike(pattern, path, lets));
    }
    Wildcards wildcards = kept(textPatterns, pattern, TextReader::pattern);
    return matches(key, text, lets, wildcards::matches)
        || !lets && texts.runsUnknown(key, text, pattern, wildcards);
  }

  /**
   * Whether a text passes a test, in one way that it may be read or in all.
   *
   * @param key the name of the argument that the text is the value of; empty without one
   * @param lets whether something is let pass if so
   */
  public boolean matches(String key, String text, boolean lets, Predicate<String> test) {
    TextReadings readings = texts.readings(key, text);
    return lets
        ? !readings.bounded() && readings.written().stream().allMatch(test)
        : readings.bounded() || readings.all().stream().anyMatch(test);
  }

  /**
   * What a text says: as it is written, without disguise; under a key for commands each command
   * that it runs; under a key for addresses, or where it is one, the canonical URL. The text itself
   * first, each once.
   *
   * @param key the name of the argument that the text is the value of; empty without one
   * @param lets whether all of them must pass a test, for something to be let pass; else one
   */
  public List<String> readings(String key, String text, boolean lets) {
    TextReadings readings = texts.readings(key, text);
    return lets ? readings.written() : readings.all();
  }

  private static <V> V kept(Map<String, V> map, String key, Function<String, V> make) {
    V known = map.get(key);
    if (known != null) {
      return known;
    }
    V made = make.apply(key);
    if (map.size() >= MOST_KEPT) {
      map.clear();
    }
    map.put(key, made);
    return made;
  }
}
