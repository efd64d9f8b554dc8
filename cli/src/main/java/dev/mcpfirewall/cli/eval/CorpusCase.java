// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.eval;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.json.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One labelled case.
 *
 * @param folder the folder it is in, which says how it is scored
 * @param root its line
 */
record CorpusCase(String folder, Value root) {
  private static final String BENIGN = "benign";

  /** What is wrong with the line; empty if it is a case. */
  Optional<String> problem() {
    if (!root.is(Kind.OBJECT)) {
      return Optional.of("is no object");
    }
    for (String name : List.of("id", "category", "direction", "label")) {
      if (word(name).isEmpty()) {
        return Optional.of("has no `" + name + "`");
      }
    }
    if (!List.of("request", "response", "tool_definition").contains(direction())) {
      return Optional.of("has a `direction` that is none");
    }
    try {
      return text().isPresent() == message().isPresent()
          ? Optional.of("needs one of `text`, `text_b64`, `message` and `message_b64`")
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.of("is not what base64 looks like");
    }
  }

  String id() {
    return word("id");
  }

  String category() {
    return word("category");
  }

  String direction() {
    return word("direction");
  }

  /** As the corpus grades it; empty where it does not. */
  String tier() {
    return word("tier");
  }

  /** Where it comes from: what stands before the first hyphen of its id. */
  String source() {
    String id = id();
    int hyphen = id.indexOf('-');
    return hyphen < 0 ? id : id.substring(0, hyphen);
  }

  /** Whether something is to be found in it. */
  boolean isPositive() {
    return !word("label").equals(BENIGN);
  }

  /** Whether another scanner's rule says otherwise than the label. */
  boolean isDisputed() {
    return root.member("disputed")
        .filter(value -> !value.is(Kind.FALSE) && !value.is(Kind.NULL))
        .isPresent();
  }

  Optional<String> text() {
    return root.memberText("text").or(() -> root.memberText("text_b64").map(CorpusCase::decoded));
  }

  Optional<Value> message() {
    return root.member("message")
        .or(() ->
            root.memberText("message_b64")
                .flatMap(text ->
                    Document.parse(Bytes.utf8(decoded(text))) instanceof Document document
                        ? Optional.of(document.root())
                        : Optional.empty()));
  }

  /**
   * What is to be found, in code points of the text; empty where nobody says. An entry that is no
   * place, as some sources have them, says nothing.
   */
  List<Span> expected() {
    return root.member("expected_spans").stream()
        .flatMap(spans -> spans.elements().stream())
        .map(Value::elements)
        .filter(pair -> pair.size() > 1 && isPlace(pair.get(0)) && isPlace(pair.get(1)))
        .map(pair -> List.of(number(pair.get(0)), number(pair.get(1))))
        .filter(pair -> pair.get(0) <= pair.get(1))
        .map(pair -> new Span(pair.get(0), pair.get(1)))
        .toList();
  }

  private static boolean isPlace(Value value) {
    String digits = value.raw().utf8();
    return digits.length() < 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static int number(Value value) {
    return Integer.parseInt(value.raw().utf8());
  }

  private String word(String name) {
    return root.memberText(name).orElse("");
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
