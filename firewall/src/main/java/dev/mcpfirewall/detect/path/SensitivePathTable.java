// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.path;

import dev.mcpfirewall.detect.path.CanonicalPath.Anchor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table of sensitive paths, read from its resource file. Immutable. */
public final class SensitivePathTable {
  private static final String RESOURCE = "sensitive-paths.txt";
  private static final int DEEP = 24;
  private static final int BITS = 1 << 13;

  /** What a copy, a backup or a database's side file has behind the name of what it copies. */
  private static final List<String> SUFFIXES =
      List.of(
          "-journal",
          "-wal",
          "-shm",
          ".bak",
          ".backup",
          ".old",
          ".orig",
          ".save",
          ".swp",
          ".cache",
          ".copy",
          ".tmp",
          ".gz",
          ".zip",
          ".keystore",
          ".pub",
          "^^",
          "~",
          "-");

  private static final Set<String> UNSUFFIXED = Set.of(".pub");

  private final Map<String, List<Entry>> byKey = new HashMap<>();
  private final Map<Character, List<Entry>> byFirst = new HashMap<>();
  private final List<Entry> globs = new ArrayList<>();
  private final List<Entry> exempt = new ArrayList<>();
  private final List<Entry> all = new ArrayList<>();
  private final Map<String, String> levels = new LinkedHashMap<>();
  private final BitSet hashes = new BitSet(BITS);

  private SensitivePathTable(String text) {
    String rule = "";
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[")) {
        int space = line.indexOf(' ');
        rule = line.substring(1, space);
        levels.put(rule, line.substring(space + 1, line.length() - 1));
      } else {
        add(Entry.of(rule, line.strip()));
      }
    }
  }

  /** Reads the table that ships with the product. */
  public static SensitivePathTable load() {
    try (InputStream in = SensitivePathTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the jar");
      }
      return new SensitivePathTable(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rules' names with the names of their levels, in the file's order. */
  public Map<String, String> levels() {
    return Map.copyOf(levels);
  }

  /**
   * The name of the rule that a path falls under; of a very deep one the first and last components
   * count.
   */
  public Optional<String> rule(CanonicalPath whole) {
    if (whole.parts().isEmpty()) {
      return Optional.empty();
    }
    CanonicalPath path = shortened(whole);
    Optional<String> direct = find(path);
    if (direct.isPresent()) {
      return direct;
    }
    String last = path.parts().getLast();
    for (String suffix : SUFFIXES) {
      if (last.length() > suffix.length() + 2
          && last.endsWith(suffix)
          && !UNSUFFIXED.contains(suffix)) {
        return find(renamed(path, last.substring(0, last.length() - suffix.length())));
      }
    }
    return Optional.empty();
  }

  private static CanonicalPath shortened(CanonicalPath path) {
    int size = path.parts().size();
    if (size <= 2 * DEEP) {
      return path;
    }
    List<String> parts = new ArrayList<>(path.parts().subList(0, DEEP));
    parts.addAll(path.parts().subList(size - DEEP, size));
    return new CanonicalPath(path.anchor(), parts, path.climbs(), path.odd());
  }

  private static CanonicalPath renamed(CanonicalPath path, String last) {
    List<String> parts = new ArrayList<>(path.parts());
    parts.set(parts.size() - 1, last);
    return new CanonicalPath(path.anchor(), parts, path.climbs(), path.odd());
  }

  private Optional<String> find(CanonicalPath path) {
    for (Entry entry : exempt) {
      if (entry.matches(path, path.parts().size() - 1)) {
        return Optional.empty();
      }
    }
    boolean wild = false;
    for (int i = 0; i < path.parts().size(); i++) {
      String part = path.parts().get(i);
      wild |= PathGlob.isGlob(part) || part.indexOf('~') > 0;
      for (Entry entry : byKey.getOrDefault(part, List.of())) {
        if (entry.matches(path, i)) {
          return Optional.of(entry.rule());
        }
      }
    }
    return wild ? findWild(path) : match(globs, path);
  }

  /**
   * Where a reader's wildcard starts with a letter, only entries with that letter are looked at.
   */
  private Optional<String> findWild(CanonicalPath path) {
    Optional<String> own = match(globs, path);
    for (int i = 0; i < path.parts().size() && own.isEmpty(); i++) {
      String part = path.parts().get(i);
      char first = part.charAt(0);
      if (!Entry.specific(part) && part.indexOf('~') < 0) {
        continue;
      }
      boolean open = first == '*' || first == '?' || first == '[';
      for (Entry entry : open ? all : byFirst.getOrDefault(first, List.of())) {
        if (entry.matches(path, i)) {
          return Optional.of(entry.rule());
        }
      }
    }
    return own;
  }

  private static Optional<String> match(List<Entry> entries, CanonicalPath path) {
    for (Entry entry : entries) {
      for (int i = path.parts().size() - 1; i >= 0; i--) {
        if (entry.matches(path, i)) {
          return Optional.of(entry.rule());
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a component with this hash ({@link #hash}) may be in the table; most are not. */
  public boolean mayContain(int hash) {
    return hashes.get(hash & BITS - 1);
  }

  /** One step of the hash: start at 0, then one call for each character. */
  public static int hash(int sofar, char c) {
    int lower = c >= 'A' && c <= 'Z' ? c + 32 : c;
    return (sofar + lower) * 0x2C9277B5 + (sofar >>> 15);
  }

  /** Whether the text before {@code end} ends like a copy of something. */
  public static boolean hasSuffix(String text, int end) {
    for (String suffix : SUFFIXES) {
      if (text.regionMatches(true, end - suffix.length(), suffix, 0, suffix.length())) {
        return true;
      }
    }
    return false;
  }

  private void add(Entry entry) {
    if (entry.exempt()) {
      exempt.add(entry);
      return;
    }
    all.add(entry);
    byFirst.computeIfAbsent(entry.key().charAt(0), k -> new ArrayList<>()).add(entry);
    String key = entry.key();
    if (PathGlob.isGlob(key)) {
      globs.add(entry);
      key = key.startsWith("*.") ? key.substring(2) : key;
    } else {
      byKey.computeIfAbsent(key, k -> new ArrayList<>(2)).add(entry);
    }
    int hash = 0;
    for (int i = 0; i < key.length(); i++) {
      hash = hash(hash, key.charAt(i));
    }
    hashes.set(hash & BITS - 1);
  }

  /**
   * One pattern.
   *
   * @param key the component it is looked up by, at {@code keyAt} of {@code parts}
   * @param below whether everything below counts too
   */
  private record Entry(
      String rule,
      char anchor,
      List<String> parts,
      String key,
      int keyAt,
      boolean below,
      boolean exempt) {
    static Entry of(String rule, String line) {
      boolean exempt = line.startsWith("!");
      String pattern = exempt ? line.substring(1) : line;
      char anchor = pattern.charAt(0) == '/' || pattern.charAt(0) == '^' ? pattern.charAt(0) : '.';
      anchor = pattern.startsWith("~/") ? '~' : anchor;
      pattern = anchor == '.' ? pattern : pattern.substring(anchor == '~' ? 2 : 1);
      boolean below = pattern.endsWith("/**");
      List<String> parts =
          List.of(pattern.substring(0, pattern.length() - (below ? 3 : 0)).split("/"));
      int keyAt = parts.size() - 1;
      while (keyAt > 0 && PathGlob.isGlob(parts.get(keyAt))) {
        keyAt--;
      }
      return new Entry(rule, anchor, parts, parts.get(keyAt), keyAt, below, exempt);
    }

    /** Whether the path matches with this entry's key at component {@code at}. */
    boolean matches(CanonicalPath path, int at) {
      int start = at - keyAt;
      int end = start + parts.size();
      List<String> found = path.parts();
      if (start < 0
          || end > found.size()
          || !below && end != found.size()
          || !same(key, found.get(at))
          || !anchored(path, start)) {
        return false;
      }
      for (int i = 0; i < parts.size(); i++) {
        if (!same(parts.get(i), found.get(start + i))) {
          return false;
        }
      }
      return true;
    }

    private boolean anchored(CanonicalPath path, int start) {
      return switch (anchor) {
        case '/' -> start == 0 && (path.anchor() == Anchor.ROOT || path.climbs() > 0);
        case '~' -> start == 0 && path.anchor() == Anchor.HOME;
        case '^' -> path.anchor() != Anchor.RELATIVE || path.climbs() > 0;
        default -> true;
      };
    }

    private static boolean same(String mine, String found) {
      if (mine.equals(found)) {
        return true;
      }
      if (PathGlob.isGlob(mine)) {
        return PathGlob.matches(mine, found) || means(found, mine.replace("*", ""));
      }
      if (found.indexOf('~') > 0 && found.indexOf('~') <= 6 && found.length() <= 12) {
        return mine.replace(" ", "").startsWith(found.substring(0, found.indexOf('~')));
      }
      return means(found, mine);
    }

    /**
     * Whether a reader's glob is meant for this name: all of a kind, `*.txt`, means none of them.
     */
    private static boolean means(String glob, String name) {
      return specific(glob)
          && PathGlob.matches(glob, name)
          && (literals(PathGlob.stem(glob)) >= 2 || glob.endsWith(name));
    }

    /** Whether a reader's glob says enough to be meant for any name. */
    private static boolean specific(String glob) {
      if (!PathGlob.isGlob(glob)) {
        return false;
      }
      return glob.indexOf('*') < 0 ? glob.length() > 2 : literals(glob) >= 2;
    }

    private static int literals(String glob) {
      int literals = 0;
      for (int i = 0; i < glob.length(); i++) {
        char c = glob.charAt(i);
        literals += c == '*' || c == '?' ? 0 : 1;
      }
      return literals;
    }
  }
}
