// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Severity;
import dev.mcpfirewall.detect.Detector;
import dev.mcpfirewall.detect.Escaping;
import dev.mcpfirewall.detect.Level;
import dev.mcpfirewall.detect.Match;
import dev.mcpfirewall.detect.Rule;
import dev.mcpfirewall.detect.Topic;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Surface;
import dev.mcpfirewall.mcp.Use;
import dev.mcpfirewall.pipeline.Exchange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
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

  /** The shortest secret of letters alone is longer. */
  private static final int LONGEST_WORD = 16;

  private static final Rule OWN_FILE =
      new Rule("path.policy-source", Topic.PATH, Level.CRITICAL, "policy_source");

  private static final Set<Topic> SECRETS = EnumSet.of(Topic.SECRET);
  private static final Set<Topic> COMMANDS = EnumSet.of(Topic.COMMAND);

  private final Detector detector;
  private final BiPredicate<Topic, String> exempt;
  private final OwnFiles ownFiles;
  private final Map<Use, Set<Topic>> inbound;
  private final Map<Use, Set<Topic>> outbound;
  private final Map<Use, Set<Topic>> described;
  private @Nullable Message seen;
  private List<Hit> hits = List.of();

  /**
   * With the detector to ask.
   *
   * @param wanted what any check asks for
   * @param exempt whether the policy exempts a match's subject (a host, a path) on a topic
   * @param ownFiles what the policy is made of
   */
  public Scan(
      Detector detector, Set<Topic> wanted, BiPredicate<Topic, String> exempt, OwnFiles ownFiles) {
    this.detector = detector;
    this.exempt = exempt;
    this.ownFiles = ownFiles;
    Set<Topic> acted = EnumSet.of(Topic.PATH, Topic.COMMAND, Topic.EGRESS);
    this.inbound = topics(wanted, Set.of());
    this.outbound = topics(wanted, acted);
    Set<Topic> undescribed = EnumSet.copyOf(acted);
    undescribed.add(Topic.PII);
    this.described = topics(wanted, undescribed);
  }

  /** For each use, what is wanted of it, without the topics that are left out. */
  private static Map<Use, Set<Topic>> topics(Set<Topic> wanted, Set<Topic> without) {
    Map<Use, Set<Topic>> byUse = new EnumMap<>(Use.class);
    for (Use use : Use.values()) {
      EnumSet<Topic> topics =
          switch (use) {
            case BLOB, TOKEN -> EnumSet.noneOf(Topic.class);
            case ARGUMENT -> EnumSet.allOf(Topic.class);
            case NAME, PROSE, IDENTITY ->
                EnumSet.of(Topic.INJECTION, Topic.SMUGGLING, Topic.SECRET, Topic.PII);
          };
      topics.retainAll(wanted);
      topics.removeAll(without);
      byUse.put(use, topics);
    }
    return byUse;
  }

  /**
   * A match, with the place it was seen in.
   *
   * @param span of the match in the message
   */
  record Hit(Match match, Surface surface, Span span) {
    Topic topic() {
      return match.rule().topic();
    }

    Severity severity() {
      return switch (match.rule().level()) {
        case LOW -> Severity.LOW;
        case MEDIUM -> Severity.MEDIUM;
        case HIGH -> Severity.HIGH;
        case CRITICAL -> Severity.CRITICAL;
      };
    }
  }

  // A class rather than two lambdas, as one is made for every text: under the AOT cache a lambda
  // that
  // captures is made by a native call.
  private final class One implements Bytes.Scan<Surface>, Consumer<Match> {
    private final Surface surface;
    private final Set<Topic> topics;
    private final List<Hit> found;
    private int origin;

    One(Surface surface, Set<Topic> topics, List<Hit> found) {
      this.surface = surface;
      this.topics = topics;
      this.found = found;
    }

    @Override
    public Surface over(byte[] array, int from, int to) {
      origin = from;
      Value value = surface.value();
      Span text = value.is(Kind.STRING) ? value.inside() : value.span();
      Escaping escaping = value.isEscaped() ? Escaping.JSON : Escaping.NONE;
      detector.scan(array, from + text.start(), from + text.end(), escaping, topics, this);
      return surface;
    }

    @Override
    public void accept(Match match) {
      if (isExempt(match)) {
        return;
      }
      found.add(new Hit(match, surface, new Span(match.start() - origin, match.end() - origin)));
    }
  }

  private boolean isExempt(Match match) {
    return !match.subject().isEmpty() && exempt.test(match.rule().topic(), match.subject());
  }

  /** Everything seen in the message, but for what the policy exempts. */
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
    Map<Use, Set<Topic>> wanted = topics(exchange);
    for (Surface surface : message.surfaces(exchange.answers())) {
      Set<Topic> topics = wanted.getOrDefault(surface.use(), Set.of());
      if (topics.isEmpty() || isShortWord(surface)) {
        continue;
      }
      raw.scan(new One(surface, topics, found));
      if (topics.contains(Topic.SECRET)) {
        addNamed(surface, found);
      }
      if (topics.contains(Topic.PATH)) {
        addOwn(surface, found);
      }
    }
    if (exchange.direction() == Direction.INBOUND
        && wanted.getOrDefault(Use.ARGUMENT, Set.of()).contains(Topic.COMMAND)) {
      addSplit(message.document(), found);
    }
    return found;
  }

  /** The files of the policy itself; no list of exceptions is about them. */
  private void addOwn(Surface surface, List<Hit> found) {
    Value value = surface.value();
    if (value.is(Kind.STRING) && ownFiles.areNamedIn(value.text())) {
      Span span = value.inside();
      found.add(new Hit(new Match(OWN_FILE, span.start(), span.end(), ""), surface, span));
    }
  }

  /** Secrets that only their names give away. */
  private void addNamed(Surface surface, List<Hit> found) {
    Optional<NamedValue> named = NamedValue.of(surface.value());
    if (named.isEmpty()) {
      return;
    }
    Escaping escaping = surface.value().isEscaped() ? Escaping.JSON : Escaping.NONE;
    for (Match match : matches(named.get().text(), escaping, SECRETS)) {
      named
          .get()
          .inMessage(new Span(match.start(), match.end()))
          .ifPresent(span -> found.add(new Hit(match, surface, span)));
    }
  }

  /** Commands whose pieces stand apart; a hit stands where the first piece does. */
  private void addSplit(Document document, List<Hit> found) {
    for (SplitCommand command : SplitCommand.in(document)) {
      Surface surface = new Surface(command.first(), Use.ARGUMENT);
      for (Match match : matches(command.text(), Escaping.NONE, COMMANDS)) {
        found.add(new Hit(match, surface, command.first().inside()));
      }
    }
  }

  private List<Match> matches(Bytes text, Escaping escaping, Set<Topic> topics) {
    List<Match> matches = new ArrayList<>(0);
    byte[] array = text.toArray();
    detector.scan(array, 0, array.length, escaping, topics, matches::add);
    return matches;
  }

  /**
   * Whether the text is one short word of letters, as most keys and names are: it holds nothing
   * that a rule describes. As an argument's value it may still name a file or a host.
   */
  private static boolean isShortWord(Surface surface) {
    Span text = surface.value().inside();
    if (text.length() > LONGEST_WORD
        || (surface.use() == Use.ARGUMENT && !surface.value().isKey())
        || !surface.value().is(Kind.STRING)) {
      return false;
    }
    Bytes raw = surface.value().document().bytes();
    for (int i = text.start(); i < text.end(); i++) {
      int letter = raw.at(i) | 0x20;
      if ((letter < 'a' || letter > 'z') && raw.at(i) != '_') {
        return false;
      }
    }
    return true;
  }

  private Map<Use, Set<Topic>> topics(Exchange exchange) {
    return switch (exchange.direction()) {
      case INBOUND -> inbound;
      case OUTBOUND -> DESCRIPTIONS.contains(exchange.answers()) ? described : outbound;
    };
  }
}
