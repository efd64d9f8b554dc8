// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Era;
import dev.mcpfirewall.decision.Severity;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.policy.PolicyInput;
import dev.mcpfirewall.policy.PolicyInput.Exceeded;
import dev.mcpfirewall.policy.PolicyInput.Found;
import dev.mcpfirewall.policy.PolicyInput.Memory;
import dev.mcpfirewall.policy.PolicyInput.Source;
import dev.mcpfirewall.policy.PolicyInput.Subject;
import dev.mcpfirewall.policy.PolicyInput.Tool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A message, written down in a test. JSON is written with single quotes. */
public final class Messages {
  private String agent = "cursor";
  private String server = "fs";
  private Direction direction = Direction.INBOUND;
  private String method = "tools/call";
  private boolean acts = true;
  private boolean answer;
  private Optional<String> tool = Optional.empty();
  private final Map<String, Boolean> hints = new HashMap<>();
  private Optional<Value> arguments = Optional.empty();
  private Optional<Value> params = Optional.empty();
  private Optional<Value> result = Optional.empty();
  private long size = 200;
  private final List<Found> findings = new ArrayList<>();
  private final Set<String> labels = new HashSet<>();
  private final Map<String, Integer> reached = new HashMap<>();
  private final List<Source> sources = new ArrayList<>();
  private final List<Exceeded> exceeded = new ArrayList<>();

  public static Messages call(String tool, String arguments) {
    Messages messages = new Messages();
    messages.tool = Optional.of(tool);
    Value root =
        document("{'jsonrpc':'2.0','id':1,'params':{'name':'t','arguments':" + arguments + "}}");
    messages.arguments = root.member("params").flatMap(p -> p.member("arguments"));
    messages.size = root.document().bytes().length();
    return messages;
  }

  /** A call with other params beside its arguments. */
  public static Messages callBeside(String tool, String arguments, String beside) {
    Messages messages = call(tool, arguments);
    messages.params =
        document("{'params':{'name':'t','arguments':" + arguments + "," + beside + "}}")
            .member("params");
    return messages;
  }

  public static Messages request(String method, String params) {
    Messages messages = new Messages();
    messages.method = method;
    messages.params = document("{'params':" + params + "}").member("params");
    return messages;
  }

  public static Messages result(String tool, String result) {
    Messages messages = new Messages();
    messages.tool = Optional.of(tool);
    messages.answer = true;
    messages.direction = Direction.OUTBOUND;
    Value root = document("{'jsonrpc':'2.0','id':1,'result':" + result + "}");
    messages.result = root.member("result");
    messages.size = root.document().bytes().length();
    return messages;
  }

  static Value document(String json) {
    return ((Document) Document.parse(Bytes.utf8(json.replace('\'', '"')))).root();
  }

  public Messages agent(String name) {
    agent = name;
    return this;
  }

  public Messages server(String name) {
    server = name;
    return this;
  }

  public Messages direction(Direction way) {
    direction = way;
    return this;
  }

  public Messages acts(boolean does) {
    acts = does;
    return this;
  }

  public Messages hint(String name, boolean value) {
    hints.put(name, value);
    return this;
  }

  public Messages found(String check, String pointer) {
    findings.add(new Found(check, check + ".x", Severity.HIGH, pointer));
    return this;
  }

  public Messages label(String... names) {
    labels.addAll(List.of(names));
    return this;
  }

  public Messages reached(String chain, int steps) {
    reached.put(chain, steps);
    return this;
  }

  public Messages source(String pointer, String label) {
    sources.add(new Source(pointer, label, "web", "fetch"));
    return this;
  }

  public Messages exceeded(String limit, long millis) {
    exceeded.add(new Exceeded(limit, millis, "policy.yaml:9:9"));
    return this;
  }

  public PolicyInput build() {
    return new PolicyInput(
        new PolicyInput.Agent(agent, agent, "1.0", false, Era.LEGACY),
        server,
        new PolicyInput.SessionFacts("s1", "/home/ann/shop", 3),
        direction,
        new Subject(
            method,
            acts,
            answer,
            tool.map(name -> new Tool(name, arguments, hints, "")),
            params,
            result,
            size),
        findings,
        new Memory(labels, reached, sources, exceeded),
        Instant.ofEpochSecond(1_767_225_600));
  }
}
