// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import dev.mcpfirewall.cli.adopt.YamlText.Told;
import dev.mcpfirewall.config.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A policy of ours while it is put together, and what is to be said of it. Of one thread. */
final class Draft {
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_MESSAGE = 500;

  private final List<Note> notes = new ArrayList<>();
  private final Map<String, Object> sections = new LinkedHashMap<>();
  private final List<Object> rules = new ArrayList<>();
  private final List<Object> outbound = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> outboundNames = new HashSet<>();

  /** Something to tell. */
  void note(Note.Kind kind, Position at, String text) {
    notes.add(new Note(kind, at, text));
  }

  /** Something to tell where it comes up first. */
  void once(Note.Kind kind, Position at, String text) {
    if (notes.stream().noneMatch(note -> note.text().equals(text))) {
      note(kind, at, text);
    }
  }

  /** What is to be told, in the order of the file. */
  List<Note> notes() {
    return List.copyOf(notes);
  }

  /** A section of the file besides the rules. */
  void section(String key, Object value) {
    sections.put(key, value);
  }

  /** Adds to a section that is a map. */
  @SuppressWarnings("unchecked")
  void put(String section, String key, Object value) {
    ((Map<String, Object>) sections.computeIfAbsent(section, name -> new LinkedHashMap<>()))
        .put(key, value);
  }

  /** What stands in a section that is a map. */
  Optional<Object> get(String section, String key) {
    return sections.get(section) instanceof Map<?, ?> map
        ? Optional.ofNullable(map.get(key))
        : Optional.empty();
  }

  /** The next of {@code rules:}. */
  void rule(String name, Rule rule) {
    rules.add(rule.entry(unique(name, names)));
  }

  /** The next of {@code outbound_rules:}. */
  void outbound(String name, Rule rule) {
    outbound.add(rule.entry(unique(name, outboundNames)));
  }

  /** The file. */
  String text(List<String> header) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("version", 1);
    root.putAll(sections);
    if (!rules.isEmpty()) {
      root.put("rules", rules);
    }
    if (!outbound.isEmpty()) {
      root.put("outbound_rules", outbound);
    }
    return YamlText.of(header, root);
  }

  private static String unique(String wanted, Set<String> taken) {
    StringBuilder name = new StringBuilder();
    wanted
        .codePoints()
        .map(c -> Character.isLetterOrDigit(c) || " _./-".indexOf(c) >= 0 ? c : '-')
        .forEach(name::appendCodePoint);
    while (!name.isEmpty() && !Character.isLetterOrDigit(name.codePointAt(0))) {
      name.deleteCharAt(0);
    }
    String plain = cut(name.toString().strip(), LONGEST_NAME).strip();
    plain = plain.isEmpty() ? "rule" : plain;
    String free = plain;
    for (int i = 2; !taken.add(free); i++) {
      String suffix = "-" + i;
      free = cut(plain, LONGEST_NAME - suffix.length()) + suffix;
    }
    return free;
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** A rule of ours. */
  static final class Rule {
    private final Map<String, Object> entry = new LinkedHashMap<>();
    private final Map<String, Object> match = new LinkedHashMap<>();
    private final String action;
    private final List<String> comment;

    Rule(String action, String... comment) {
      this.action = action;
      this.comment = List.of(comment);
    }

    /** {@code tool}, {@code server}, {@code agent} or {@code method}. */
    Rule scope(String key, String pattern) {
      entry.put(key, pattern);
      return this;
    }

    /** What is asked of an argument. */
    @SuppressWarnings("unchecked")
    Rule argument(String name, Object tests) {
      ((Map<String, Object>) match.computeIfAbsent("arguments", key -> new LinkedHashMap<>()))
          .put(name, tests);
      return this;
    }

    /** Anything else that is asked. */
    Rule match(String key, Object value) {
      match.put(key, value);
      return this;
    }

    /** What is said when it refuses. */
    Rule message(String text) {
      String line = cut(text.replaceAll("\\p{Cntrl}", " ").strip(), LONGEST_MESSAGE);
      if (!line.isEmpty()) {
        entry.put("message", line);
      }
      return this;
    }

    private Object entry(String name) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("name", name);
      entry.forEach((key, value) -> {
        if (!key.equals("message")) {
          all.put(key, value);
        }
      });
      if (!match.isEmpty()) {
        all.put("match", match);
      }
      all.put("action", action);
      Object message = entry.get("message");
      if (message != null) {
        all.put("message", message);
      }
      return comment.isEmpty() ? all : new Told(comment, all);
    }
  }
}
