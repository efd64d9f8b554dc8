// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.trial;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Quote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** {@code read_file path=/etc/shadow} as the message a client would send. */
public final class CallShorthand {
  private CallShorthand() {}

  /**
   * The message of a tool's call.
   *
   * @param words the tool, then {@code NAME=TEXT} or {@code NAME:=JSON}
   * @param wrong makes the exception that tells a person what is wrong
   */
  public static <E extends RuntimeException> Bytes frame(
      List<String> words, Function<String, E> wrong) {
    List<String> members = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw wrong.apply("`" + word + "` is no argument; write NAME=TEXT or NAME:=JSON");
      }
      boolean isJson = equals > 1 && word.charAt(equals - 1) == ':';
      String name = word.substring(0, isJson ? equals - 1 : equals);
      String value = word.substring(equals + 1);
      if (isJson && !(Document.parse(Bytes.utf8(value)) instanceof Document)) {
        throw wrong.apply("`" + value + "` is not JSON; for text write " + name + "=" + value);
      }
      if (!names.add(name)) {
        throw wrong.apply("the argument `" + name + "` is given twice");
      }
      members.add(Quote.of(name) + ":" + (isJson ? value : Quote.of(value)));
    }
    return Bytes.utf8(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
            + Quote.of(words.getFirst())
            + ",\"arguments\":{"
            + String.join(",", members)
            + "}}}");
  }
}
