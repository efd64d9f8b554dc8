// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.decision.Verdict;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Edit;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.pipeline.Check;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes tools that are disabled, or that the agent may not call at all, out of {@code tools/list},
 * in order and byte for byte otherwise. A list that is no longer the server's own must not be
 * shared or kept for long (MCP 2026-07-28, caching).
 *
 * <p>Posture: server to client; linear in the list; no false positives.
 */
public final class ToolListCheck implements Check {
  private static final RuleId RULE = new RuleId("policy.tool-hidden");
  private static final long LONGEST_TTL_MS = 60_000;

  private final HiddenTools hidden;

  /** With the policy's books. */
  public ToolListCheck(List<Rulebook> books) {
    this.hidden = new HiddenTools(books);
  }

  @Override
  public Verdict check(Exchange exchange, Message message) {
    if (!(message instanceof Message.Result result) || !exchange.answers().equals("tools/list")) {
      return Verdict.Allow.PLAIN;
    }
    Optional<Value> tools = result.result().member("tools").filter(list -> list.is(Kind.ARRAY));
    List<Edit> edits = new ArrayList<>();
    tools.ifPresent(list -> hide(exchange, list.elements(), edits));
    if (edits.isEmpty()) {
      return Verdict.Allow.PLAIN;
    }
    keepPrivate(result.result(), edits);
    return new Verdict.Redact(RULE, "tools that may not be called are not shown", edits, List.of());
  }

  private boolean isHidden(Exchange exchange, Value tool) {
    return tool.memberText("name")
        .filter(name -> hidden.isHidden(exchange.agent().name(), exchange.server(), name))
        .isPresent();
  }

  private void hide(Exchange exchange, List<Value> tools, List<Edit> edits) {
    int kept = 0;
    while (kept < tools.size() && isHidden(exchange, tools.get(kept))) {
      kept++;
    }
    if (kept > 0) {
      // The leading run goes with the comma behind it, every later one with the comma before it.
      int end = kept < tools.size() ? tools.get(kept).span().start() : tools.getLast().span().end();
      edits.add(cut(tools.getFirst().span().start(), end));
    }
    for (int i = kept + 1; i < tools.size(); i++) {
      if (isHidden(exchange, tools.get(i))) {
        edits.add(cut(tools.get(i - 1).span().end(), tools.get(i).span().end()));
      }
    }
  }

  private static Edit cut(int start, int end) {
    return new Edit(new Span(start, end), Bytes.empty());
  }

  private static void keepPrivate(Value result, List<Edit> edits) {
    result
        .member("ttlMs")
        .filter(
            ttl -> !ttl.is(Kind.NUMBER) || Double.parseDouble(ttl.raw().utf8()) > LONGEST_TTL_MS)
        .ifPresent(
            ttl -> edits.add(new Edit(ttl.span(), Bytes.utf8(Long.toString(LONGEST_TTL_MS)))));
    Bytes isPrivate = Bytes.utf8("\"private\"");
    Optional<Value> scope = result.member("cacheScope");
    if (scope.isPresent()) {
      edits.add(new Edit(scope.get().span(), isPrivate));
    } else if (result.member("resultType").isPresent()) {
      int open = result.span().start() + 1;
      edits.add(new Edit(new Span(open, open), Bytes.utf8("\"cacheScope\":\"private\",")));
    }
  }
}
