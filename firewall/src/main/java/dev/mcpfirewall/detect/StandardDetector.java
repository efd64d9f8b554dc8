// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The detector that comes with the firewall: one pass for the keywords of all rules over the bytes
 * as they are, and over each way the text may read once decoded. Safe for use by any thread.
 */
public final class StandardDetector implements Detector {
  /** Twice encoded, and once disguised. */
  private static final int DEPTH = 3;

  private static final Topic[] TOPICS = Topic.values();

  private final RuleSet rules;
  private final Map<Topic, TextDetector> others;
  private final Topic[] otherTopics;
  private final Normaliser normaliser = new Normaliser();
  private final HiddenText hidden = new HiddenText(normaliser);

  private StandardDetector(RuleSet rules, Map<Topic, TextDetector> others) {
    this.rules = rules;
    this.others = Map.copyOf(others);
    this.otherTopics = this.others.keySet().stream().sorted().toArray(Topic[]::new);
  }

  /** With the rules that come with the firewall. */
  public static StandardDetector of(DetectorOptions options) {
    return with(
        options,
        Map.of(
            Topic.PATH, new SensitivePaths(),
            Topic.COMMAND, new ShellCommands(),
            Topic.EGRESS, new EgressTargets()));
  }

  /** With these detectors for the topics that keywords alone can't tell. */
  static StandardDetector with(DetectorOptions options, Map<Topic, TextDetector> others) {
    return new StandardDetector(RuleSet.standard(options.pii()), others);
  }

  @Override
  public void scan(
      byte[] array, int from, int to, Escaping escaping, Set<Topic> topics, Consumer<Match> found) {
    if (from >= to || topics.isEmpty()) {
      return;
    }
    counted(array, from, to, escaping, topics, found);
  }

  /** Scans, and says how much work it was: see {@link Fuel#steps()}. */
  long counted(
      byte[] array, int from, int to, Escaping escaping, Set<Topic> topics, Consumer<Match> found) {
    Reading reading = new Reading(topics, found, to - from);
    reading.start(TextView.of(array, from, to), escaping);
    return reading.fuel.steps();
  }

  /** One call's way through the views of a text. */
  private final class Reading implements Consumer<TextView> {
    private static final int HIGH = 1;
    private static final int ESCAPES = 2;

    private final Set<Topic> topics;
    private final Consumer<Match> found;
    private final Fuel fuel;
    private long budget;
    private int[] resume = {};
    private boolean rereading;
    private int mask;

    Reading(Set<Topic> topics, Consumer<Match> found, int size) {
      this.topics = topics;
      for (Topic topic : TOPICS) {
        if (topics.contains(topic)) {
          mask |= 1 << topic.ordinal();
        }
      }
      this.found = new Scan.Once(found);
      this.fuel = new Fuel(size);
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
      if ((signs & HIGH) != 0) {
        if (topics.contains(Topic.SMUGGLING)) {
          hidden.find(new Scan(view, rules.phrases(), found, this, fuel));
        }
        TextView plain = normaliser.normalise(view);
        if (plain != view && affordable(plain)) {
          decode(plain, scan(plain), Math.min(DEPTH, depth + 1));
        }
      }
      decode(view, signs, depth);
    }

    /** Reads on in what a view holds in another encoding. */
    private void decode(TextView view, int signs, int depth) {
      if (depth == DEPTH) {
        return;
      }
      if ((signs & ESCAPES) != 0) {
        descend(view, EscapedText.foreign(view), depth);
      }
      EncodedRuns.decode(view, new Descent(view, depth));
    }

    // A class, as it is made for every text: under the AOT cache a lambda that captures is made by
    // a
    // native call.
    private final class Descent implements Consumer<TextView> {
      private final TextView from;
      private final int depth;

      Descent(TextView from, int depth) {
        this.from = from;
        this.depth = depth;
      }

      @Override
      public void accept(TextView to) {
        descend(from, to, depth);
      }
    }

    private void descend(TextView from, TextView to, int depth) {
      if (to != from && affordable(to)) {
        read(to, depth + 1);
      }
    }

    /** Scans what a passage is read as; what it holds is not decoded further. */
    @Override
    public void accept(TextView view) {
      if (!rereading && affordable(view)) {
        int[] outer = resume;
        rereading = true;
        scan(view);
        rereading = false;
        resume = outer;
      }
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
      Scan scan = new Scan(view, rules.phrases(), found, this, fuel);
      long stop = automaton.next(text, view.from(), to, 0);
      while (stop >= 0) {
        int at = (int) (stop >>> 16);
        int state = (int) stop & 0xFFFF;
        byte b = text[at];
        signs |= b < 0 ? HIGH : b == '\\' || b == '%' || b == '&' ? ESCAPES : 0;
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
        if (start >= resume[index] && (mask & 1 << rules.topicOf(index)) != 0) {
          Finder finder = rules.finder(index);
          fuel.step();
          resume[index] = finder.examine(scan, start, end);
        }
      }
    }

    private void detectOthers(TextView view) {
      boolean asked = false;
      for (Topic topic : otherTopics) {
        asked |= (mask & 1 << topic.ordinal()) != 0;
      }
      if (!asked) {
        return;
      }
      Decoded decoded = new Decoded(view);
      if (PlainWords.are(view) && !PlainWords.mayAct(decoded.text())) {
        return;
      }
      Scan scan = new Scan(view, rules.phrases(), found, this, fuel);
      for (Topic topic : otherTopics) {
        if ((mask & 1 << topic.ordinal()) == 0) {
          continue;
        }
        Objects.requireNonNull(others.get(topic))
            .detect(
                decoded.text(),
                (rule, start, end, subject) ->
                    scan.report(rule, decoded.offset(start), decoded.offset(end), subject));
      }
    }
  }
}
