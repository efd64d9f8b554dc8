package dev.mcpfirewall.check;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.detect.Detector;
import dev.mcpfirewall.detect.Escaping;
import dev.mcpfirewall.detect.Match;
import dev.mcpfirewall.detect.Topic;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Surface;
import dev.mcpfirewall.mcp.Use;
import dev.mcpfirewall.pipeline.Exchange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the detectors see in a message, looked for once and shared by the checks of one pipeline.
 * Owned by that pipeline's thread.
 */
public final class Scan {
  /** Tools' and servers' self-descriptions hold examples, not people's data. */
  private static final Set<String> DESCRIPTIONS =
      Set.of(
          "initialize",
          "server/discover",
          "tools/list",
          "prompts/list",
          "resources/list",
          "resources/templates/list");

  private final Detector detector;
  private final Set<Topic> wanted;
  private @Nullable Message seen;
  private List<Hit> hits = List.of();

  /**
   * With the detector to ask.
   *
   * @param wanted what any check asks for
   */
  public Scan(Detector detector, Set<Topic> wanted) {
    this.detector = detector;
    this.wanted = wanted.isEmpty() ? EnumSet.noneOf(Topic.class) : EnumSet.copyOf(wanted);
  }

  /**
   * A match, with the place it was seen in.
   *
   * @param span of the match in the message
   */
  record Hit(Match match, Surface surface, Span span) {}

  /** Everything seen in the message. */
  List<Hit> of(Exchange exchange, Message message) {
    if (seen != message) {
      hits = scan(exchange, message);
      seen = message;
    }
    return hits;
  }

  private List<Hit> scan(Exchange exchange, Message message) {
    List<Hit> found = new ArrayList<>(0);
    Bytes raw = message.raw();
    for (Surface surface : message.surfaces(exchange.answers())) {
      Set<Topic> topics = topics(exchange, surface.use());
      if (topics.isEmpty()) {
        continue;
      }
      boolean string = surface.value().is(Kind.STRING);
      Span text = string ? surface.value().inside() : surface.value().span();
      Escaping escaping = surface.value().isEscaped() ? Escaping.JSON : Escaping.NONE;
      raw.scan(
          (array, from, to) -> {
            detector.scan(
                array,
                from + text.start(),
                from + text.end(),
                escaping,
                topics,
                match ->
                    found.add(
                        new Hit(
                            match, surface, new Span(match.start() - from, match.end() - from))));
            return text;
          });
    }
    return found;
  }

  private Set<Topic> topics(Exchange exchange, Use use) {
    EnumSet<Topic> topics =
        switch (use) {
          case BLOB, TOKEN -> EnumSet.noneOf(Topic.class);
          case ARGUMENT -> EnumSet.allOf(Topic.class);
          case NAME, PROSE, IDENTITY ->
              EnumSet.of(Topic.INJECTION, Topic.SMUGGLING, Topic.SECRET, Topic.PII);
        };
    topics.retainAll(wanted);
    if (exchange.direction() == Direction.OUTBOUND) {
      topics.removeAll(EnumSet.of(Topic.PATH, Topic.COMMAND, Topic.EGRESS));
      if (DESCRIPTIONS.contains(exchange.answers())) {
        topics.remove(Topic.PII);
      }
    }
    return topics;
  }
}
