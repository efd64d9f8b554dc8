// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file of rules: YAML of the plainest kind (a list of maps of single-line scalars and of lists of
 * them), read line by line by the build and the tests.
 *
 * @param lists the word lists its phrases may name
 * @param entries the rules, in order
 */
record RuleFile(Map<String, List<String>> lists, List<Entry> entries) {
  /**
   * One rule: its fields that have one value, and those that have several.
   *
   * @param fields {@code id, level, label, entropy, pattern, before, after}
   * @param many {@code shapes, phrases, keywords, examples, counterexamples, references}
   */
  record Entry(Map<String, String> fields, Map<String, List<String>> many) {
    String id() {
      return fields.getOrDefault("id", "");
    }

    List<String> all(String name) {
      return many.getOrDefault(name, List.of());
    }

    Rule rule() {
      String id = id();
      Topic topic =
          switch (id.substring(0, id.indexOf('.'))) {
            case "secrets" -> Topic.SECRET;
            case "pii" -> Topic.PII;
            case "injection" -> Topic.INJECTION;
            case "smuggling" -> Topic.SMUGGLING;
            default -> throw new IllegalArgumentException("no topic for " + id);
          };
      String label =
          fields.getOrDefault("label", id.substring(id.indexOf('.') + 1).replace('-', '_'));
      Level level = Level.valueOf(fields.getOrDefault("level", "high").toUpperCase(Locale.ROOT));
      return new Rule(id, topic, level, label);
    }
  }

  /** The files that come with the firewall. */
  static final List<String> NAMES = List.of("secrets.yaml", "injection.yaml", "smuggling.yaml");

  /** Reads a resource beside this class's rules, such as {@code secrets.yaml}. */
  static RuleFile load(String name) {
    try (InputStream in = RuleFile.class.getResourceAsStream("/rules/" + name)) {
      if (in == null) {
        throw new IllegalStateException("rules are missing from the build: " + name);
      }
      return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read rules " + name, e);
    }
  }

  private static RuleFile read(BufferedReader reader) throws IOException {
    Map<String, List<String>> lists = new HashMap<>();
    List<Entry> entries = new ArrayList<>();
    List<String> current = new ArrayList<>();
    boolean inLists = false;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#") || text.equals("rules:")) {
        inLists &= !text.equals("rules:");
      } else if (line.equals("lists:")) {
        inLists = true;
      } else if (inLists) {
        int colon = text.indexOf(':');
        lists.put(text.substring(0, colon), Split.at(text.substring(colon + 1), ' '));
      } else {
        String field = line.startsWith("  - id:") ? text.substring(2) : text;
        if (field.startsWith("id:")) {
          entries.add(new Entry(new HashMap<>(), new LinkedHashMap<>()));
        }
        current = field(entries.getLast(), field, current);
      }
    }
    return new RuleFile(lists, entries);
  }

  private static List<String> field(Entry entry, String field, List<String> current) {
    if (field.startsWith("- ")) {
      current.add(scalar(field.substring(2)));
      return current;
    }
    int colon = field.indexOf(':');
    String name = field.substring(0, colon);
    String value = field.substring(colon + 1).strip();
    if (value.isEmpty()) {
      List<String> several = new ArrayList<>();
      entry.many().put(name, several);
      return several;
    }
    entry.fields().put(name, scalar(value));
    return current;
  }

  private static String scalar(String value) {
    String text = value.strip();
    boolean quoted = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
    return quoted ? text.substring(1, text.length() - 1).replace("''", "'") : text;
  }
}
