// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.cases;

import dev.mcpfirewall.cli.policy.trial.Past;
import dev.mcpfirewall.cli.policy.trial.Situation;
import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.config.Problems;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.policy.read.JsonText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one case. */
final class CaseReader {
  private static final List<String> KEYS =
      List.of(
          "name",
          "tool",
          "arguments",
          "method",
          "params",
          "result",
          "message",
          "from",
          "answers",
          "agent",
          "server",
          "labels",
          "reached",
          "sources",
          "hints",
          "expect",
          "rule");

  private final Node node;
  private final Problems problems;
  private final MapNode map;

  CaseReader(Node node, Problems problems) {
    this.node = node;
    this.problems = problems;
    this.map = node instanceof MapNode inner ? inner : new MapNode(node.at(), List.of());
  }

  /** The case; empty if something is wrong with it. */
  Optional<Case> read() {
    if (!(node instanceof MapNode)) {
      say(node.at(), Kind.WRONG_TYPE, "a case cannot be " + node.kind(), "write `tool: NAME` …");
      return Optional.empty();
    }
    int before = problems.all().size();
    map.entries().forEach(entry -> CaseFile.known(entry, KEYS, " in a case", problems));
    Optional<Effect> expected = expected();
    Optional<Situation> situation = situation();
    boolean fine = problems.all().size() == before;
    return fine && expected.isPresent() && situation.isPresent()
        ? Optional.of(
            new Case(
                text("name").orElseGet(() -> shown(situation.get())),
                node.at(),
                situation.get(),
                expected.get(),
                text("rule")))
        : Optional.empty();
  }

  private static String shown(Situation situation) {
    return situation.tool().orElseGet(situation::method);
  }

  private Optional<Effect> expected() {
    Optional<Node> value = map.get("expect");
    if (value.isEmpty()) {
      say(node.at(), Kind.BAD_VALUE, "`expect` is missing", "it takes allow, redact, hold or deny");
      return Optional.empty();
    }
    String word = value.get() instanceof Scalar text ? text.text() : "";
    return switch (word) {
      case "allow" -> Optional.of(Effect.ALLOW);
      case "redact" -> Optional.of(Effect.REDACT);
      case "hold", "approve", "prompt" -> Optional.of(Effect.HOLD);
      case "deny" -> Optional.of(Effect.DENY);
      default -> {
        problems.addUnknown(
            value.get().at(),
            Kind.BAD_VALUE,
            "`expect` cannot be " + value.get().kind(),
            word,
            List.of("allow", "redact", "hold", "deny"));
        yield Optional.empty();
      }
    };
  }

  private Optional<Situation> situation() {
    boolean answer = map.get("result").isPresent();
    Optional<String> tool = text("tool");
    Asked asked = new Asked(text("answers").orElse("tools/call"), tool);
    try {
      Direction direction = direction(answer);
      Situation situation =
          Situation.of(
              text("agent").orElse(""),
              text("server").orElse("server"),
              direction,
              Bytes.utf8(message(tool)),
              asked);
      return Optional.of(situation.after(past()));
    } catch (IllegalArgumentException e) {
      say(node.at(), Kind.BAD_VALUE, "the message " + e.getMessage(), "see `policy test --help`");
      return Optional.empty();
    }
  }

  private Direction direction(boolean answer) {
    String from = text("from").orElse(answer ? "server" : "client");
    return switch (from) {
      case "client" -> Direction.INBOUND;
      case "server" -> Direction.OUTBOUND;
      default -> throw new IllegalArgumentException("is `from` neither `client` nor `server`");
    };
  }

  private String message(Optional<String> tool) {
    List<String> forms =
        List.of("message", "result", "method", "tool").stream()
            .filter(key -> map.get(key).isPresent())
            .toList();
    return switch (forms.isEmpty() ? "" : forms.getFirst()) {
      case "message" -> whole(map.get("message").orElseThrow());
      case "result" -> result(map.get("result").orElseThrow());
      case "method" ->
          request(text("method").orElse(""), map.get("params").map(JsonText::of).orElse("{}"));
      case "tool" ->
          request(
              "tools/call",
              "{\"name\":"
                  + Quote.of(tool.orElse(""))
                  + ",\"arguments\":"
                  + map.get("arguments").map(JsonText::of).orElse("{}")
                  + "}");
      default ->
          throw new IllegalArgumentException(
              "is missing: `tool`, `method`, `result` or `message` says what it is");
    };
  }

  private static String request(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
        + Quote.of(method)
        + ",\"params\":"
        + params
        + "}";
  }

  private static String whole(Node message) {
    return message instanceof Scalar text ? text.text().strip() : JsonText.of(message);
  }

  /** A text is the answer's one text; a map is the result as the server sends it. */
  private static String result(Node result) {
    String json =
        result instanceof Scalar text
            ? "{\"content\":[{\"type\":\"text\",\"text\":" + Quote.of(text.text()) + "}]}"
            : JsonText.of(result);
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + json + "}";
  }

  private Past past() {
    Set<String> labels = new HashSet<>();
    if (map.get("labels").orElse(map) instanceof ListNode list) {
      list.items().stream()
          .filter(Scalar.class::isInstance)
          .forEach(label -> labels.add(((Scalar) label).text()));
    } else {
      text("labels").ifPresent(labels::add);
    }
    Map<String, Integer> reached = new HashMap<>();
    texts("reached").forEach((chain, steps) -> reached.put(chain, number(steps)));
    Map<String, Boolean> hints = new HashMap<>();
    texts("hints").forEach((hint, value) -> hints.put(hint, Boolean.parseBoolean(value)));
    return new Past(labels, reached, texts("sources"), hints);
  }

  private static int number(String text) {
    if (!text.matches("[0-9]{1,4}")) {
      throw new IllegalArgumentException("comes after `reached`, which is no number of steps");
    }
    return Integer.parseInt(text);
  }

  private Map<String, String> texts(String key) {
    Map<String, String> texts = new HashMap<>();
    map.get(key)
        .filter(MapNode.class::isInstance)
        .ifPresent(value -> {
          for (Node.Entry entry : ((MapNode) value).entries()) {
            if (entry.value() instanceof Scalar text) {
              texts.put(entry.key().text(), text.text());
            }
          }
        });
    return texts;
  }

  private Optional<String> text(String key) {
    return map.get(key)
        .flatMap(value ->
            value instanceof Scalar text && !text.isNull()
                ? Optional.of(text.text())
                : Optional.empty());
  }

  private void say(Position at, Kind kind, String message, String help) {
    problems.add(at, kind, message, help);
  }
}
