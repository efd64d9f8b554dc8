// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One line of a corpus: its members as raw JSON literals, and its text. */
record CorpusCase(Map<String, String> members) {
  static List<CorpusCase> read(Path file) throws IOException {
    List<CorpusCase> cases = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (!line.isBlank()) {
        cases.add(new CorpusCase(membersOf(line)));
      }
    }
    return cases;
  }

  String get(String name) {
    String literal = members.getOrDefault(name, "\"\"");
    return literal.startsWith("\"")
        ? unescape(literal.substring(1, literal.length() - 1))
        : literal;
  }

  boolean isBenign() {
    return get("label").equals("benign");
  }

  boolean isDisputed() {
    return members.containsKey("disputed");
  }

  String text() {
    if (members.containsKey("text")) {
      return get("text");
    }
    if (members.containsKey("message")) {
      return members.getOrDefault("message", "");
    }
    String encoded = get(members.containsKey("text_b64") ? "text_b64" : "message_b64");
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  private static String unescape(String literal) {
    byte[] bytes = literal.getBytes(StandardCharsets.UTF_8);
    TextView view = EscapedText.json(TextView.of(bytes, 0, bytes.length));
    return new String(view.bytes(), view.from(), view.length(), StandardCharsets.UTF_8);
  }

  /** The members of a JSON object that is known to be well formed. */
  private static Map<String, String> membersOf(String line) {
    Map<String, String> members = new LinkedHashMap<>();
    int at = line.indexOf('{') + 1;
    while (at < line.length() && line.charAt(at) != '}') {
      int nameStart = line.indexOf('"', at);
      int nameEnd = endOfValue(line, nameStart);
      int valueStart = nameEnd;
      while (line.charAt(valueStart) == ':' || line.charAt(valueStart) == ' ') {
        valueStart++;
      }
      int valueEnd = endOfValue(line, valueStart);
      members.put(line.substring(nameStart + 1, nameEnd - 1), line.substring(valueStart, valueEnd));
      at = valueEnd;
      while (at < line.length() && (line.charAt(at) == ',' || line.charAt(at) == ' ')) {
        at++;
      }
    }
    return members;
  }

  private static int endOfValue(String line, int start) {
    int depth = 0;
    boolean quoted = false;
    for (int i = start; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
        if (!quoted && depth == 0) {
          return i + 1;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        if (depth == 0) {
          return i;
        }
        if (--depth == 0) {
          return i + 1;
        }
      } else if (depth == 0 && c == ',') {
        return i;
      }
    }
    return line.length();
  }
}
