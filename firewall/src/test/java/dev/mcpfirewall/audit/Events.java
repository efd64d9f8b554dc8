// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.decision.Basis;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Enforced;
import dev.mcpfirewall.decision.Era;
import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.Finding;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.decision.Scope;
import dev.mcpfirewall.decision.Severity;
import dev.mcpfirewall.decision.Subject;
import dev.mcpfirewall.decision.What;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Pointer;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.json.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events for tests. */
final class Events {
  static final Instant AT = Instant.parse("2026-11-21T08:09:17.123456Z");
  static final Scope SCOPE = new Scope("s1", "files", new PolicyRevision("abc123"));
  static final Subject AGENT = new Subject("claude-desktop", "1.2", Era.LEGACY);

  private Events() {}

  /** A tool call that passes. */
  static Event.Decided call(String tool, String arguments) {
    return decided(tool, arguments, Ruling.PASS, Enforced.FORWARDED);
  }

  /** A tool call whose arguments stand at offset 50 of the message. */
  static Event.Decided decided(String tool, String arguments, Ruling ruling, Enforced enforced) {
    Bytes message = Bytes.utf8(" ".repeat(50) + arguments);
    Value value = ((Document) Document.parse(message)).root();
    What what =
        new What(
            Direction.INBOUND,
            "request",
            "tools/call",
            Optional.of("7"),
            Optional.of(tool),
            Optional.of(value),
            message.length() + 2L);
    return new Event.Decided(AT, SCOPE, AGENT, what, ruling, enforced, 42);
  }

  /** A ruling that refuses and conceals these spans of the arguments. */
  static Ruling deny(Span... inArguments) {
    List<Span> concealed = java.util.Arrays.stream(inArguments).map(s -> s.shifted(50)).toList();
    return new Ruling(
        Effect.DENY,
        List.of(),
        concealed,
        List.of(
            new Finding(
                new RuleId("secrets.aws-access-key"),
                Severity.HIGH,
                new Pointer("/params/arguments/text"),
                concealed.isEmpty() ? new Span(50, 51) : concealed.getFirst())),
        Optional.of(
            new Basis(
                3, "secrets", new RuleId("secrets.aws-access-key"), "a secret in arguments")));
  }

  /** A call that is refused. */
  static Event.Decided denied(String tool, String arguments, Span... concealed) {
    return decided(tool, arguments, deny(concealed), Enforced.REFUSED);
  }

  /** A note. */
  static Event.Noted note(String kind) {
    return new Event.Noted(AT, SCOPE, kind, Map.of("pid", "12"));
  }
}
