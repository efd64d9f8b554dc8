// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.trial;

import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Params;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A situation as a person would try it. */
public record Example(Situation situation) {
  private static final int LONGEST = 200;

  /** As words behind {@code mcp-firewall policy explain}; what is no call of a tool, as JSON. */
  public String words() {
    List<String> words = new ArrayList<>();
    Optional<Params.ToolCall> call = call();
    if (call.isPresent()) {
      words.add(quoted(call.get().name()));
      call.get().arguments().ifPresent(arguments -> arguments(arguments, words));
    } else {
      words.add(shortened(situation.message().raw().utf8()));
    }
    if (!situation.agent().isEmpty()) {
      words.add("--agent " + quoted(situation.agent()));
    }
    if (!situation.server().equals("server")) {
      words.add("--server " + quoted(situation.server()));
    }
    if (call.isEmpty()) {
      situation.tool().ifPresent(tool -> words.add("--tool " + quoted(tool)));
    }
    situation.past().labels().stream().sorted().forEach(label -> words.add("--label " + label));
    situation.past().reached().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(
            chain -> words.add("--reached " + quoted(chain.getKey() + "=" + chain.getValue())));
    return Desk.plain(String.join(" ", words));
  }

  private Optional<Params.ToolCall> call() {
    return situation.message() instanceof Message.Request request
            && request.params() instanceof Params.ToolCall call
        ? Optional.of(call)
        : Optional.empty();
  }

  private static void arguments(Value arguments, List<String> words) {
    for (Value.Member member : arguments.members()) {
      Value value = member.value();
      words.add(
          quoted(
              value.is(Kind.STRING)
                  ? member.key().text() + "=" + value.text()
                  : member.key().text() + ":=" + value.raw().utf8()));
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** As a shell takes it for one word. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./:=@%+,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** The message and what is known around it. */
  public JsonObject json() {
    JsonObject json =
        new JsonObject()
            .text("agent", situation.agent())
            .text("server", situation.server())
            .text("direction", situation.direction().wire())
            .raw("message", situation.message().raw().utf8());
    situation.tool().ifPresent(tool -> json.text("tool", tool));
    JsonObject reached = new JsonObject();
    situation.past().reached().forEach(reached::number);
    return json.texts("labels", situation.past().labels()).raw("reached", reached.toString());
  }
}
