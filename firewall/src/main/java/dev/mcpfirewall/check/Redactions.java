// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.mcpfirewall.json.Edit;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Pointer;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.json.TextPlaces;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Surface;
import dev.mcpfirewall.mcp.Use;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.policy.Decision.Reason;
import dev.mcpfirewall.policy.Decision.Redaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns what a policy wants replaced into edits of the message. Owned by its pipeline's thread.
 *
 * <p>Replaced is only what carries contents: below {@code params}, {@code result} and {@code
 * error}. What selects (a tool's name) or means something to its sender alone (a cursor) can't be
 * cut without making another message of it.
 */
final class Redactions {
  private final Scan scan;
  private final Map<String, Pattern> patterns = new HashMap<>();

  /** Replacing what {@code scan} has found, among others. */
  Redactions(Scan scan) {
    this.scan = scan;
  }

  /** The edits that the rule asks for; empty if they can't be made, or there is nothing to edit. */
  Optional<List<Edit>> of(Reason reason, Exchange exchange, Message message) {
    Optional<List<Edit>> edits =
        switch (reason.replaced()) {
          case Redaction.None none -> Optional.empty();
          case Redaction.Found found -> found(found, exchange, message);
          case Redaction.Matching matching -> matching(matching, reason, exchange, message);
          case Redaction.Values values -> values(values, reason, exchange, message);
        };
    return edits.filter(list -> !list.isEmpty());
  }

  private Optional<List<Edit>> found(Redaction.Found found, Exchange exchange, Message message) {
    List<Scan.Hit> hits =
        scan.of(exchange, message).stream()
            .filter(hit -> found.checks().contains(Findings.check(hit.topic())))
            .toList();
    return Cuts.areCuttable(hits) ? Optional.of(Cuts.of(hits)) : Optional.empty();
  }

  private Optional<List<Edit>> matching(
      Redaction.Matching matching, Reason reason, Exchange exchange, Message message) {
    List<Edit> edits = new ArrayList<>();
    List<Value> contents = contents(message);
    for (Surface surface : message.surfaces(exchange.answers())) {
      Value value = surface.value();
      if (contents.stream().noneMatch(content -> content.span().contains(value.span()))) {
        continue;
      }
      List<Span> spans = matches(matching.expressions(), value);
      if (!spans.isEmpty() && !isCuttable(surface.use())) {
        return Optional.empty();
      }
      spans.forEach(span -> edits.add(Cuts.part(value, span, reason.rule().value())));
    }
    return Optional.of(edits);
  }

  private List<Span> matches(List<String> expressions, Value value) {
    List<Span> spans = new ArrayList<>(0);
    boolean string = value.is(Kind.STRING);
    String text = string ? value.text() : value.raw().utf8();
    for (String expression : expressions) {
      Matcher matcher = patterns.computeIfAbsent(expression, Pattern::compile).matcher(text);
      TextPlaces places = null;
      while (matcher.find()) {
        if (matcher.end() > matcher.start()) {
          if (!string) {
            return List.of(value.span());
          }
          places = places == null ? new TextPlaces(value) : places;
          spans.add(places.of(matcher.start(), matcher.end()));
        }
      }
    }
    return spans;
  }

  private static Optional<List<Edit>> values(
      Redaction.Values values, Reason reason, Exchange exchange, Message message) {
    List<Edit> edits = new ArrayList<>();
    List<Value> contents = contents(message);
    List<Span> fixed =
        message.surfaces(exchange.answers()).stream()
            .filter(surface -> !isCuttable(surface.use()))
            .map(surface -> surface.value().span())
            .toList();
    for (String pointer : values.pointers()) {
      Optional<Value> value = message.document().find(new Pointer(pointer));
      if (value.isEmpty() || !mayGo(value.get(), contents, fixed)) {
        return Optional.empty();
      }
      edits.add(Cuts.whole(value.get(), reason.rule().value()));
    }
    return Optional.of(edits);
  }

  private static boolean mayGo(Value value, List<Value> contents, List<Span> fixed) {
    boolean inside =
        contents.stream()
            .anyMatch(content -> !content.equals(value) && content.span().contains(value.span()));
    return inside && fixed.stream().noneMatch(value.span()::overlaps);
  }

  private static List<Value> contents(Message message) {
    return List.of("params", "result", "error").stream()
        .flatMap(name -> message.root().member(name).stream())
        .toList();
  }

  private static boolean isCuttable(Use use) {
    return switch (use) {
      case NAME, TOKEN -> false;
      case ARGUMENT, PROSE, IDENTITY, BLOB -> true;
    };
  }
}
