// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads texts as paths. Immutable; safe for any thread; never throws; opens no file.
 *
 * <p>A canonical path is absolute, with forward slashes, without {@code .}, {@code ..} and doubled
 * slashes, in NFC; in lower case where the file system has none, and wherever it has a drive or a
 * share in front.
 *
 * <p>Cost: linear in the text for each spelling, of which there is one for most; then a look at
 * each component, where links are looked at. What it cannot see: hard links, mounts, and what
 * changes between the look and the use.
 */
public final class PathReader {
  /** Longer paths are refused by kernels, so nothing is looked up for them. */
  private static final int LONGEST_FILE = 4096;

  /** Most texts have one spelling. */
  private static final int USUAL = 2;

  /** Spellings that are looked up. */
  private static final int MOST_LOOKED_UP = 64;

  private final PathRoots roots;
  private final Links links;
  private final PathShape base;
  private final PathShape stand;
  private final Spellings spellings;
  private final Variables variables;

  /** A reader for the place, that looks at this machine's file system. */
  public PathReader(PathRoots roots) {
    this(roots, Links.onDisk(roots.windows()));
  }

  /** A reader for the place, that looks for links where it is told to. */
  public PathReader(PathRoots roots, Links links) {
    this.roots = roots;
    this.links = links;
    PathShape none = new PathShape("/", List.of());
    this.base =
        roots.windows()
            ? PathShape.windows(roots.directory(), none, true)
            : PathShape.posix(roots.directory(), none);
    this.stand = new Climb(roots, base, links, true).resolve(base);
    this.spellings = new Spellings(roots);
    this.variables = new Variables(roots);
  }

  /** The readings of a text. */
  public PathReadings readings(String text) {
    Reading reading = new Reading();
    Spellings.All all = spellings.of(text);
    for (String spelling : all.texts()) {
      for (PathShape shape : shapes(spelling)) {
        reading.add(shape, spelling.length());
      }
    }
    boolean certain =
        reading.certain && !all.bounded() && !isOdd(text) && !variables.startsUnknown(text);
    List<String> paths = reading.all();
    // Long texts of several lines are contents; that a path has a line break in it is rarer.
    if (all.bounded() && text.indexOf('\n') < 0) {
      paths = new ArrayList<>(paths);
      paths.add(PathReadings.ANYWHERE);
    }
    return new PathReadings(paths, certain);
  }

  /** What a policy's author means by a directory: as written, and with its links resolved. */
  List<String> directory(String written) {
    Reading reading = new Reading();
    String text = variables.expand(written, true);
    boolean windows = roots.windows() || text.startsWith("\\\\") || text.startsWith(":", 1);
    reading.add(
        windows ? PathShape.windows(text, base, true) : PathShape.posix(text, base), text.length());
    return reading.all();
  }

  /** Line breaks, NUL, what may be several paths, and URLs of anything but files. */
  private static boolean isOdd(String text) {
    int colon = text.indexOf("://");
    boolean url = colon > 1 && !FileUrl.is(Spellings.shown(text.strip()));
    for (int i = 0; i < colon && url; i++) {
      url = Character.isLetterOrDigit(text.charAt(i)) || "+-. ".indexOf(text.charAt(i)) >= 0;
    }
    return url
        || text.indexOf('\n') >= 0
        || text.indexOf('\r') >= 0
        || text.indexOf('\0') >= 0
        || text.contains("%00")
        || Several.mayBe(text);
  }

  private List<PathShape> shapes(String spelling) {
    if (roots.windows()) {
      return List.of(PathShape.windows(spelling, base, true));
    }
    PathShape posix = PathShape.posix(spelling, base);
    return PathShape.isWindows(spelling)
        ? List.of(posix, PathShape.windows(spelling, base, false))
        : List.of(posix);
  }

  private String canonical(PathShape shape) {
    String written = shape.text();
    String text =
        Normalizer.isNormalized(written, Normalizer.Form.NFC)
            ? written
            : Normalizer.normalize(written, Normalizer.Form.NFC);
    return roots.foldsCase() || !shape.root().equals("/") ? lower(text) : text;
  }

  /** A pattern in the case in which the paths that it may mean are written. */
  String folded(String pattern) {
    boolean windows = pattern.startsWith("//") || pattern.startsWith(":/", 1);
    return roots.foldsCase() || windows ? lower(pattern) : pattern;
  }

  /** Lower case as file systems take it: letter by letter. */
  static String lower(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> out.appendCodePoint(Character.toLowerCase(Character.toUpperCase(c))));
    return out.toString();
  }

  /** A pattern with what it names put in, and forward slashes where it is one of Windows. */
  String expanded(String pattern) {
    String text = variables.expand(pattern, true);
    boolean windows = roots.windows() || text.startsWith("\\\\") || text.startsWith(":", 1);
    return windows ? text.replace('\\', '/') : text;
  }

  /** Gathers the readings of one text. Used by one thread. */
  private final class Reading {
    private final Set<String> written = new LinkedHashSet<>(USUAL);
    private final Set<String> resolved = new LinkedHashSet<>(USUAL);
    private final Map<String, Links.Entry> seen = new HashMap<>(USUAL);
    private boolean certain = true;
    private int lookedUp;

    void add(PathShape shape, int length) {
      Climb aliases = new Climb(roots, base, Links.NONE, true);
      PathShape lexical = aliases.resolve(shape);
      certain &= aliases.certain();
      if (aliases.aliased()) {
        PathShape other = lexical;
        lexical = new Climb(roots, base, Links.NONE, false).resolve(shape);
        written.add(canonical(lexical));
        written.add(canonical(other));
      } else {
        written.add(canonical(lexical));
      }
      if (links == Links.NONE || length > LONGEST_FILE) {
        return;
      }
      if (++lookedUp > MOST_LOOKED_UP) {
        certain = false;
        return;
      }
      follow(shape);
      if (shape.climbs()) {
        follow(lexical);
      }
    }

    private void follow(PathShape shape) {
      Climb climb = new Climb(roots, base, path -> seen.computeIfAbsent(path, links::look), true);
      // Where the session stands it was led to already, and no link it makes leads it elsewhere.
      PathShape end =
          shape.passes(base)
              ? climb.resolve(
                  stand, shape.names().subList(base.names().size(), shape.names().size()))
              : climb.resolve(shape);
      certain &= climb.certain();
      resolved.add(canonical(end));
    }

    List<String> all() {
      written.addAll(resolved);
      return List.copyOf(written);
    }
  }
}
