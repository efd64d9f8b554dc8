// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.decision.Direction;

/**
 * A message in one line: {@code call TOOL JSON}, {@code request METHOD JSON}, {@code result TOOL
 * JSON}, and what else is known, as {@code @key=value}.
 */
final class MessageText {
  private MessageText() {}

  static Messages read(String line) {
    String[] parts = line.split(" @", -1);
    String[] words = parts[0].split(" ", 3);
    Messages message =
        switch (words[0]) {
          case "call" -> Messages.call(name(words[1]), words[2]);
          case "request" -> Messages.request(words[1], words[2]);
          case "result" -> Messages.result(name(words[1]), words[2]);
          default -> throw new IllegalArgumentException(line);
        };
    for (int i = 1; i < parts.length; i++) {
      String[] fact = parts[i].strip().split("=", 2);
      add(message, fact[0], fact[1]);
    }
    return message;
  }

  /** {@code \\u200b} in a name is that character; an underscore pair is a space. */
  private static String name(String word) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      if (word.startsWith("\\u", i)) {
        name.append((char) Integer.parseInt(word.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        name.append(word.charAt(i));
      }
    }
    return name.toString();
  }

  private static void add(Messages message, String key, String value) {
    String[] two = value.split(":", 2);
    switch (key) {
      case "agent" -> message.agent(name(value));
      case "server" -> message.server(name(value));
      case "labels" -> message.label(value.split(",", -1));
      case "hint" -> message.hint(two[0], Boolean.parseBoolean(two[1]));
      case "found" -> message.found(two[0], two[1]);
      case "from" -> message.source(two[1], two[0]);
      case "reached" -> message.reached(two[0], Integer.parseInt(two[1]));
      case "exceeded" -> message.exceeded(two[0], Long.parseLong(two[1]));
      case "acts" -> message.acts(Boolean.parseBoolean(value));
      case "way" -> message.direction(Direction.valueOf(value));
      default -> throw new IllegalArgumentException(key);
    }
  }
}
