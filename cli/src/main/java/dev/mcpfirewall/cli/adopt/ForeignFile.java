// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Parsed;
import dev.mcpfirewall.json.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads YAML, and JSON with or without comments and trailing commas. */
final class ForeignFile {
  private final String file;
  // One character for each byte: what is done to the text moves no place in it.
  private final String bytes;
  private final int[] lines;

  private ForeignFile(String file, String text) {
    this.file = file;
    this.bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
    this.lines =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, bytes.length())
                    .filter(i -> bytes.charAt(i) == '\n')
                    .map(i -> i + 1))
            .toArray();
  }

  /**
   * What is in the file.
   *
   * @param name as a person named it
   * @throws ConfigException if it is neither YAML nor JSON
   */
  static Tree read(String name, Path path) {
    String text = ConfigFiles.text(path);
    String start = text.stripLeading();
    boolean json = start.startsWith("{") || start.startsWith("//") || start.startsWith("/*");
    Node root = json ? new ForeignFile(name, text).json() : ConfigFiles.tree(path);
    return Tree.of(root, name);
  }

  private Node json() {
    byte[] plain = oneLine(withoutComments(bytes)).getBytes(ISO_8859_1);
    return switch (Document.parse(Bytes.owning(plain))) {
      case Document document -> node(document.root());
      case Parsed.Refused refused ->
          throw new ConfigException(
              List.of(
                  new Problem(
                      at(refused.offset()),
                      Problem.Kind.SYNTAX,
                      "this is not JSON: it " + refused.flaw().words(),
                      Optional.of("check brackets, quotes and commas just before this place"))));
    };
  }

  /**
   * The parser is that of the wire, where a message is a line: what parts lines is a space here.
   */
  private static String oneLine(String json) {
    return json.replace('\n', ' ').replace('\r', ' ');
  }

  private static String withoutComments(String json) {
    StringBuilder out = new StringBuilder(json);
    boolean quoted = false;
    int comma = -1;
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
        continue;
      }
      int end = commentEnd(out, i);
      if (end > i) {
        blank(out, i, end);
        i = end - 1;
      } else if ((c == '}' || c == ']') && comma >= 0) {
        out.setCharAt(comma, ' ');
        comma = -1;
      } else if (!Character.isWhitespace(c)) {
        comma = c == ',' ? i : -1;
        quoted = c == '"';
      }
    }
    return out.toString();
  }

  private static int commentEnd(StringBuilder text, int at) {
    if (text.charAt(at) != '/' || at + 1 == text.length()) {
      return at;
    }
    int end =
        switch (text.charAt(at + 1)) {
          case '/' -> text.indexOf("\n", at);
          case '*' -> text.indexOf("*/", at + 2) + 2;
          default -> at;
        };
    return end < at ? text.length() : end;
  }

  private static void blank(StringBuilder text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '\n') {
        text.setCharAt(i, ' ');
      }
    }
  }

  private Node node(Value value) {
    Position at = at(value.span().start());
    return switch (value.kind()) {
      case OBJECT -> {
        List<Entry> entries = new ArrayList<>();
        for (Value.Member member : value.members()) {
          Scalar key = new Scalar(at(member.key().span().start()), member.key().text(), false);
          entries.add(new Entry(key, node(member.value())));
        }
        yield new MapNode(at, entries);
      }
      case ARRAY -> new ListNode(at, value.elements().stream().map(this::node).toList());
      case STRING -> new Scalar(at, value.text(), false);
      default -> new Scalar(at, value.raw().utf8(), true);
    };
  }

  private Position at(int offset) {
    int found = Arrays.binarySearch(lines, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Position(file, line + 1, offset - lines[line] + 1);
  }
}
