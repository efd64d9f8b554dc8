// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.Finding;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.decision.Scope;
import dev.mcpfirewall.decision.Subject;
import dev.mcpfirewall.decision.What;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.json.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Events as lines of a chain. What comes from outside is cut to a fixed length, and nothing that a
 * ruling conceals is written. Confined to one thread at a time; guarded by the journal's lock.
 */
final class EventLines {
  /** Most characters of a name that comes from outside. */
  static final int NAME = 256;

  /** Most characters of a reason or of a note's detail. */
  static final int SENTENCE = 1024;

  /** Most findings of one message that are listed; their number is always given. */
  static final int FINDINGS = 50;

  private static final String REDACTED = "[REDACTED]";

  private static final byte[] AGENT = ascii("\"agent\":{\"era\":");
  private static final byte[] AGENT_NAME = ascii(",\"name\":");
  private static final byte[] AGENT_VERSION = ascii(",\"version\":");
  private static final byte[] ARGUMENTS = ascii("},\"arguments\":");
  private static final byte[] NO_ARGUMENTS = ascii("}");
  private static final byte[] DIGEST = ascii(",\"arguments_digest\":\"sha256:");
  private static final byte[] ARGUMENTS_SIZE = ascii(",\"arguments_size\":");
  private static final byte[] DECISION = ascii(",\"decision\":");
  private static final byte[] DIRECTION = ascii(",\"direction\":");
  private static final byte[] ENFORCED = ascii(",\"enforced\":");
  private static final byte[] FINDINGS_LIST = ascii(",\"findings\":[");
  private static final byte[] POINTER = ascii("{\"pointer\":");
  private static final byte[] FINDING_RULE = ascii(",\"rule\":");
  private static final byte[] SEVERITY = ascii(",\"severity\":");
  private static final byte[] FINDINGS_TOTAL = ascii("],\"findings_total\":");
  private static final byte[] NO_MORE_FINDINGS = ascii("],");
  private static final byte[] ID = ascii("\"id\":");
  private static final byte[] KIND = ascii("\"kind\":\"decision\",\"latency_us\":");
  private static final byte[] MESSAGE = ascii(",\"message\":");
  private static final byte[] METHOD = ascii(",\"method\":");
  private static final byte[] POLICY = ascii(",\"policy\":");
  private static final byte[] REASON = ascii("\"reason\":");
  private static final byte[] RULE = ascii("\"rule\":");
  private static final byte[] SERVER = ascii("\"server\":");
  private static final byte[] SESSION = ascii(",\"session\":");
  private static final byte[] SIZE = ascii(",\"size\":");
  private static final byte[] STAGE = ascii(",\"stage\":");
  private static final byte[] TIME = ascii(",\"time\":");
  private static final byte[] TOOL = ascii(",\"tool\":");

  private final Chain chain;
  private final LineBuffer out;
  private final LineBuffer whole = new LineBuffer(Chain.sha256());

  EventLines(Chain chain) {
    this.chain = chain;
    this.out = chain.out();
  }

  /**
   * Adds the event's line to the chain.
   *
   * <p>No switch over types: its first use costs 5 ms at start, which no cache takes away.
   */
  void add(Event event) {
    if (event instanceof Event.Decided decided) {
      decided(decided);
    } else if (event instanceof Event.Noted noted) {
      noted(noted);
    } else {
      throw new IllegalArgumentException("no line for " + event.getClass());
    }
  }

  private void noted(Event.Noted noted) {
    NavigableMap<String, String> details = new TreeMap<>();
    for (Map.Entry<String, String> detail : noted.details().entrySet()) {
      details.put(shortened(detail.getKey(), NAME), shortened(detail.getValue(), SENTENCE));
    }
    NavigableMap<String, Object> members = new TreeMap<>();
    members.put("details", details);
    members.put("event", shortened(noted.kind(), NAME));
    members.put("policy", shortened(noted.scope().revision().digest(), NAME));
    members.put("server", shortened(noted.scope().server(), NAME));
    members.put("session", shortened(noted.scope().session(), NAME));
    chain.line("note", noted.at(), members);
  }

  private void decided(Event.Decided event) {
    What what = event.what();
    Ruling ruling = event.ruled();
    Shown shown = Shown.of(what, ruling);
    chain.begin();
    agent(event.subject());
    arguments(what, ruling.concealed());
    out.raw(DECISION).text(ruling.effect().wire());
    out.raw(DIRECTION).text(what.direction().wire());
    out.raw(ENFORCED).text(event.enforced().wire());
    findings(ruling);
    chain.hash();
    if (what.id().isPresent()) {
      out.raw(ID).text(shown.id ? what.id().get() : REDACTED, NAME).raw(',');
    }
    out.raw(KIND).number(Math.max(0, event.micros()));
    out.raw(MESSAGE).text(what.kind(), NAME);
    if (!what.method().isEmpty()) {
      out.raw(METHOD).text(shown.method ? what.method() : REDACTED, NAME);
    }
    Scope scope = event.scope();
    out.raw(POLICY).text(scope.revision().digest(), NAME).raw(',');
    chain.prev();
    ruling.basis().ifPresent(basis -> out.raw(REASON).text(basis.reason(), SENTENCE).raw(','));
    ruling.basis().ifPresent(basis -> out.raw(RULE).text(basis.rule().value(), NAME).raw(','));
    chain.seq();
    out.raw(SERVER).text(scope.server(), NAME);
    out.raw(SESSION).text(scope.session(), NAME);
    out.raw(SIZE).number(what.size());
    ruling.basis().ifPresent(basis -> out.raw(STAGE).text(basis.stage(), NAME));
    out.raw(TIME).time(event.at());
    if (what.tool().isPresent()) {
      out.raw(TOOL).text(shown.tool ? what.tool().get() : REDACTED, NAME);
    }
    chain.end();
  }

  private void agent(Subject subject) {
    out.raw(AGENT).text(subject.era().wire());
    out.raw(AGENT_NAME).text(subject.name(), NAME);
    out.raw(AGENT_VERSION).text(subject.version(), NAME);
  }

  private void arguments(What what, List<Span> concealed) {
    if (what.arguments().isEmpty()) {
      out.raw(NO_ARGUMENTS);
      return;
    }
    Value arguments = what.arguments().get();
    out.raw(ARGUMENTS);
    List<Span> hidden = Arguments.prepared(concealed);
    if (Arguments.write(arguments, hidden, true, out)) {
      // Also what a failure may have left of the last one.
      whole.clear();
      Arguments.write(arguments, hidden, false, whole);
      LineBuffer.Digested digested = whole.digested();
      int at = out.raw(DIGEST).reserve(64);
      LineBuffer.hex(digested.digest(), out.array(), at);
      out.raw('"').raw(ARGUMENTS_SIZE).number(digested.size());
    }
  }

  private void findings(Ruling ruling) {
    List<Finding> findings = ruling.findings();
    out.raw(FINDINGS_LIST);
    for (int i = 0; i < findings.size() && i < FINDINGS; i++) {
      Finding finding = findings.get(i);
      if (i > 0) {
        out.raw(',');
      }
      String pointer = finding.at().rfc6901();
      out.raw(POINTER).text(ruling.concealed().isEmpty() ? pointer : plain(pointer), SENTENCE);
      out.raw(FINDING_RULE).text(finding.rule().value(), NAME);
      out.raw(SEVERITY).text(finding.severity().wire()).raw('}');
    }
    if (findings.size() > FINDINGS) {
      out.raw(FINDINGS_TOTAL).number(findings.size()).raw(',');
    } else {
      out.raw(NO_MORE_FINDINGS);
    }
  }

  /**
   * The pointer with every name replaced that could be a secret itself: an object's key is as much
   * a surface as its value, and a pointer repeats it.
   */
  static String plain(String pointer) {
    StringBuilder plain = new StringBuilder(pointer.length());
    for (int at = 0; at < pointer.length(); ) {
      int end = pointer.indexOf('/', at + 1);
      int behind = end < 0 ? pointer.length() : end;
      plain.append('/');
      plain.append(isPlain(pointer, at + 1, behind) ? pointer.substring(at + 1, behind) : "*");
      at = behind;
    }
    return plain.toString();
  }

  /** An index, or up to 40 letters, underscores and hyphens: no key, token or address looks so. */
  private static boolean isPlain(String text, int from, int to) {
    boolean digits = to - from <= 7;
    boolean letters = to - from <= 40;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      digits &= c >= '0' && c <= '9';
      letters &= c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '-';
    }
    return digits || letters;
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Which of a message's names may be written: not the ones in which something is concealed. */
  private record Shown(boolean tool, boolean method, boolean id) {
    private static final Shown ALL = new Shown(true, true, true);
    private static final Shown NONE = new Shown(false, false, false);

    static Shown of(What what, Ruling ruling) {
      if (ruling.concealed().isEmpty() || !isAsked(what.kind())) {
        return ALL;
      }
      Span arguments = what.arguments().map(Value::span).orElse(new Span(0, 0));
      Shown shown = ALL;
      for (Span span : ruling.concealed()) {
        if (!arguments.contains(span)) {
          shown = shown.without(span, ruling.findings());
        }
      }
      return shown;
    }

    /** In an answer, tool and method are the request's, not bytes of this message. */
    private static boolean isAsked(String kind) {
      return kind.equals("request") || kind.equals("notification");
    }

    private Shown without(Span span, List<Finding> findings) {
      for (Finding finding : findings) {
        if (finding.span().overlaps(span)) {
          return without(finding.at().rfc6901());
        }
      }
      return NONE;
    }

    private Shown without(String pointer) {
      if (pointer.startsWith("/params/_meta")) {
        return this;
      }
      return switch (pointer) {
        case "/params/name" -> new Shown(false, method, id);
        case "/method" -> new Shown(tool, false, id);
        case "/id" -> new Shown(tool, method, false);
        default -> NONE;
      };
    }
  }
}
