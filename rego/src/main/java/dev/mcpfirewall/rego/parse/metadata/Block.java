// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse.metadata;

import dev.mcpfirewall.rego.ast.Module.Comment;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import java.util.ArrayList;
import java.util.List;

/**
 * The comment {@code # METADATA} and those right below it.
 *
 * @param lines those below it
 */
record Block(Comment head, List<Comment> lines) {

  /** All blocks among the comments of a text. */
  static List<Block> of(List<Comment> comments) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < comments.size(); i++) {
      if (!comments.get(i).text().strip().startsWith("METADATA")) {
        continue;
      }
      Block block = new Block(comments.get(i), new ArrayList<>());
      while (i + 1 < comments.size() && follows(comments.get(i), comments.get(i + 1))) {
        block.lines.add(comments.get(++i));
      }
      blocks.add(block);
    }
    return blocks;
  }

  /** Whether the second starts the very next line. */
  private static boolean follows(Comment one, Comment next) {
    String text = one.at().source().text();
    int start = next.at().start();
    return start > 0
        && text.charAt(start - 1) == '\n'
        && text.indexOf('\n', one.at().end()) == start - 1;
  }

  Location at() {
    return lines.isEmpty() ? head.at() : head.at().to(lines.getLast().at());
  }

  /** The YAML: a line a comment, without the blank behind the hash. */
  String yaml() {
    StringBuilder out = new StringBuilder();
    for (Comment line : lines) {
      String text = line.text();
      out.append(text, text.startsWith(" ") ? 1 : 0, text.length()).append('\n');
    }
    return out.toString();
  }

  /** Where a line of the YAML, from 0, stands. */
  Location line(int number) {
    return lines.isEmpty()
        ? head.at()
        : lines.get(Math.min(Math.max(number, 0), lines.size() - 1)).at();
  }

  RegoError error(String message) {
    return RegoError.of(ErrorCode.PARSE, message, head.at());
  }
}
