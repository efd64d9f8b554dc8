// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.Firewall;
import dev.mcpfirewall.audit.AuditSettings;
import dev.mcpfirewall.audit.FileJournal;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.PrivateFiles;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Enforced;
import dev.mcpfirewall.decision.Era;
import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.decision.Scope;
import dev.mcpfirewall.decision.Subject;
import dev.mcpfirewall.decision.What;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Params;
import dev.mcpfirewall.mcp.Reader;
import dev.mcpfirewall.mcp.Reading;
import dev.mcpfirewall.pipeline.Agent;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.History;
import dev.mcpfirewall.pipeline.Pipeline;
import dev.mcpfirewall.pipeline.Place;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.PolicyLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A log as wraps write it, signed and with its heads, of calls that a policy has decided; each a
 * second after the one before.
 */
final class RecordedTraffic {
  private final Home home;
  private final LoadedPolicy loaded;
  private final Pipeline pipeline;
  private Instant now = Instant.parse("2026-11-20T09:00:00Z");
  private int sessions;

  /** In a home, under a policy. */
  RecordedTraffic(Home home, String yaml) throws IOException {
    this.home = home;
    PrivateFiles.createDirectory(home.directory());
    this.loaded =
        new PolicyLoader(home)
            .combine(
                List.of(
                    new ConfigFiles(home)
                        .builtIn("recorded.yaml", yaml.getBytes(StandardCharsets.UTF_8))));
    this.pipeline = Firewall.of(loaded.policy(), () -> false).pipeline(Direction.INBOUND);
  }

  /** A call: the arguments are JSON. */
  record Call(String tool, String arguments) {
    static Call of(String tool, String arguments) {
      return new Call(tool, arguments);
    }
  }

  /** A session in which an agent makes these calls. */
  RecordedTraffic session(String agent, String server, List<Call> calls) {
    String id = "s" + ++sessions;
    AuditSettings settings = AuditSettings.under(home.directory());
    try (FileJournal journal = FileJournal.open(settings, "log", id, InstantSource.fixed(now))) {
      Scope scope = new Scope(id, server, loaded.revision());
      journal.append(List.of(new Event.Noted(now, scope, "session.start", Map.of("pid", "1"))));
      for (Call call : calls) {
        now = now.plusSeconds(1);
        journal.append(List.of(decided(agent, scope, call)));
      }
    }
    now = now.plusSeconds(60);
    return this;
  }

  private Event decided(String agent, Scope scope, Call call) {
    String frame =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
            + Quote.of(call.tool)
            + ",\"arguments\":"
            + call.arguments
            + "}}";
    Message.Request request = request(frame);
    Agent who = agent.isEmpty() ? Agent.UNKNOWN : new Agent(agent, agent, "1", false, Era.LEGACY);
    Place place = new Place(scope.session(), scope.server(), "/");
    Exchange exchange =
        new Exchange(who, place, Direction.INBOUND, Optional.empty(), History.EMPTY, now);
    Ruling ruling = pipeline.judge(exchange, request);
    What what =
        new What(
            Direction.INBOUND,
            "request",
            "tools/call",
            Optional.of("1"),
            Optional.of(call.tool),
            ((Params.ToolCall) request.params()).arguments(),
            request.raw().length());
    boolean passes = ruling.effect().compareTo(Effect.REDACT) <= 0;
    return new Event.Decided(
        now,
        scope,
        new Subject(agent, "1", Era.LEGACY),
        what,
        ruling,
        passes ? Enforced.FORWARDED : Enforced.REFUSED,
        1);
  }

  private static Message.Request request(String frame) {
    if (Reader.read(Bytes.utf8(frame), false) instanceof Reading.Single single
        && single.message() instanceof Message.Request request
        && request.params() instanceof Params.ToolCall) {
      return request;
    }
    throw new IllegalArgumentException(frame);
  }

  /** Where the log is. */
  Path log() {
    return AuditSettings.under(home.directory()).directory();
  }
}
