package dev.mcpfirewall.detect;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The detector that comes with the firewall: one pass for the keywords of all rules over the bytes as
 * they are, and over each way the text may read once decoded. Safe for use by any thread.
 */
public final class StandardDetector implements Detector {
  private static final int DEPTH = 2;

  private final RuleSet rules;
  private final Map<Topic, TextDetector> others;
  private final Normaliser normaliser = new Normaliser();
  private final HiddenText hidden = new HiddenText(normaliser);

  private StandardDetector(RuleSet rules, Map<Topic, TextDetector> others) {
    this.rules = rules;
    this.others = Map.copyOf(others);
  }

  /** With the rules that come with the firewall. */
  public static StandardDetector of(DetectorOptions options) {
    return with(options, Map.of());
  }

  /** With detectors for further topics. */
  static StandardDetector with(DetectorOptions options, Map<Topic, TextDetector> others) {
    return new StandardDetector(RuleSet.standard(options.pii()), others);
  }

  @Override
  public void scan(
      byte[] array,
      int from,
      int to,
      Escaping escaping,
      Set<Topic> topics,
      Consumer<Match> found) {
    if (from >= to || topics.isEmpty()) {
      return;
    }
    new Reading(topics, found, to - from).start(TextView.of(array, from, to), escaping);
  }

  /** One call's way through the views of a text. */
  private final class Reading {
    private static final int HIGH = 1;
    private static final int BACKSLASH = 2;
    private static final int PERCENT = 4;

    private final Set<Topic> topics;
    private final Consumer<Match> found;
    private long budget;
    private int[] resume = {};

    Reading(Set<Topic> topics, Consumer<Match> found, int size) {
      this.topics = topics;
      this.found = new Scan.Once(found);
      this.budget = 65_536 + 4L * size;
    }

    void start(TextView raw, Escaping escaping) {
      if (escaping == Escaping.JSON && hasBackslash(raw)) {
        read(EscapedText.json(raw), 0);
      } else {
        read(raw, 0);
      }
    }

    private static boolean hasBackslash(TextView view) {
      byte[] bytes = view.bytes();
      for (int i = view.from(); i < view.to(); i++) {
        if (bytes[i] == '\\') {
          return true;
        }
      }
      return false;
    }

    private void read(TextView view, int depth) {
      int signs = scan(view);
      TextView plain = view;
      if ((signs & HIGH) != 0) {
        if (topics.contains(Topic.SMUGGLING)) {
          hidden.find(new Scan(view, rules.phrases(), found));
        }
        plain = normaliser.normalise(view);
        if (plain != view) {
          signs |= scan(plain);
        }
      }
      if (depth == DEPTH) {
        return;
      }
      if ((signs & (BACKSLASH | PERCENT)) != 0) {
        TextView decoded = EscapedText.foreign(plain);
        if (decoded.length() != plain.length() && affordable(decoded)) {
          read(decoded, depth + 1);
        }
      }
      EncodedRuns.decode(
          plain,
          decoded -> {
            if (affordable(decoded)) {
              read(decoded, depth + 1);
            }
          });
    }

    private boolean affordable(TextView view) {
      budget -= view.length();
      return budget >= 0;
    }

    /** Scans one view; returns what its bytes say about decoding it further. */
    private int scan(TextView view) {
      KeywordAutomaton automaton = rules.automaton();
      byte[] text = view.bytes();
      int to = view.to();
      int signs = 0;
      boolean fresh = true;
      Scan scan = new Scan(view, rules.phrases(), found);
      long stop = automaton.next(text, view.from(), to, 0);
      while (stop >= 0) {
        int at = (int) (stop >>> 16);
        int state = (int) stop & 0xFFFF;
        byte b = text[at];
        signs |= b < 0 ? HIGH : b == '\\' ? BACKSLASH : b == '%' || b == '&' ? PERCENT : 0;
        int[] keywords = automaton.ending(state);
        if (keywords.length > 0) {
          if (fresh) {
            resume = new int[rules.size()];
            fresh = false;
          }
          for (int keyword : keywords) {
            examine(scan, keyword, at + 1);
          }
        }
        stop = automaton.next(text, at + 1, to, state);
      }
      detectOthers(view);
      return signs;
    }

    private void examine(Scan scan, int keyword, int end) {
      int start = end - rules.lengthOf(keyword);
      for (int index : rules.findersOf(keyword)) {
        Finder finder = rules.finder(index);
        if (start >= resume[index] && topics.contains(finder.topic())) {
          resume[index] = finder.examine(scan, start, end);
        }
      }
    }

    private void detectOthers(TextView view) {
      if (others.isEmpty()) {
        return;
      }
      Set<Topic> asked = EnumSet.copyOf(topics);
      asked.retainAll(others.keySet());
      if (asked.isEmpty()) {
        return;
      }
      String text =
          new String(view.bytes(), view.from(), view.length(), StandardCharsets.UTF_8);
      boolean ascii = text.length() == view.length();
      Scan scan = new Scan(view, rules.phrases(), found);
      for (Topic topic : asked) {
        others
            .get(topic)
            .detect(
                text,
                (rule, start, end, subject) ->
                    scan.report(
                        rule,
                        view.from() + (ascii ? start : utf8Length(text, start)),
                        view.from() + (ascii ? end : utf8Length(text, end)),
                        subject));
      }
    }

    private static int utf8Length(String text, int end) {
      return text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }
  }
}
