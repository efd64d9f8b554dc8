// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.learn;

import dev.mcpfirewall.cli.policy.record.Doubt;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** All that was seen of one argument of one tool. Of one thread. */
final class ArgumentSeen {
  private static final int FEW = 8;
  private static final int MOST = 200;
  private static final String PLACES =
      "(?i)(?:.*[_/-])?(?:path|paths|file|files|filename|dir|directory|folder|cwd|root|source|"
          + "destination|target|uri|url|urls|endpoint|host|domain|to|cc|bcc|recipient|recipients|"
          + "email|channel|account|iban)|.*(?:Path|File|Dir|Url|Uri|Host)";

  private final String name;
  private final NavigableMap<String, Object> distinct = new TreeMap<>();
  private final Set<Doubt> untold = EnumSet.noneOf(Doubt.class);
  private int calls;
  private int told;
  private int untoldCalls;
  private boolean empty;
  private boolean nested;

  ArgumentSeen(String name) {
    this.name = name;
  }

  void add(Scalars values) {
    calls++;
    told += values.told().isEmpty() ? 0 : 1;
    values.told().forEach(value -> distinct.put(order(value), value));
    untold.addAll(values.untold());
    untoldCalls += values.untold().isEmpty() ? 0 : 1;
    empty |= values.isEmpty();
    nested |= values.nested();
  }

  /** Numbers in their order, and never a text for a number. */
  private static String order(Object value) {
    return value instanceof BigDecimal number
        ? String.format("0%070.31f", number.add(BigDecimal.TEN.pow(32)))
        : value instanceof String text ? "2" + text : "1" + value;
  }

  /**
   * What is to be asked of it.
   *
   * @param all how many calls of the tool there were
   */
  Learned learn(Level level, int all, Folders folders) {
    boolean always = calls == all && !empty;
    if (distinct.isEmpty()) {
      boolean ask =
          untold.contains(Doubt.SECRET)
              || untold.contains(Doubt.NUMBER)
              || !untold.isEmpty() && (isPlace() || Commands.isCommand(name));
      String words = ask ? "never told by the log, so a person is asked" : "anything";
      return new Learned(name, Map.of(), always, ask, words + more(false));
    }
    Optional<Map<String, Object>> general =
        level == Level.GENERAL ? general(folders) : Optional.empty();
    if (general.isPresent()) {
      return learned(general.get(), always, "like the " + distinct.size() + " seen");
    }
    if (isFree(level)) {
      String words =
          "anything; "
              + distinct.size()
              + " different in "
              + told
              + (told == 1 ? " call" : " calls");
      return new Learned(name, Map.of(), always, false, words + more(false));
    }
    if (distinct.size() > MOST) {
      String words = distinct.size() + " different, too many to name, so a person is asked";
      return new Learned(name, Map.of(), always, true, words);
    }
    Map<String, Object> exact = Map.of("one_of", List.copyOf(distinct.values()));
    return learned(exact, always, distinct.size() == 1 ? "this one" : "these");
  }

  private Learned learned(Map<String, Object> tests, boolean always, String words) {
    return new Learned(name, tests, always, false, words + more(true));
  }

  /** What is not known of it. */
  private String more(boolean tested) {
    String odd = nested ? "; what is in lists and objects in it is not looked at" : "";
    if (untoldCalls == 0) {
      return odd;
    }
    String which = untold.contains(Doubt.SECRET) ? "concealed" : "cut";
    return odd
        + "; "
        + untoldCalls
        + " more "
        + which
        + " by the log"
        + (tested ? ", which this does not cover" : "");
  }

  private Optional<Map<String, Object>> general(Folders folders) {
    Collection<Object> values = distinct.values();
    if (values.stream().allMatch(BigDecimal.class::isInstance)) {
      return values.size() < 2 ? Optional.empty() : Optional.of(range());
    }
    if (!values.stream().allMatch(String.class::isInstance)) {
      return Optional.empty();
    }
    List<String> texts = values.stream().map(String.class::cast).toList();
    if (Commands.isCommand(name)) {
      return Commands.of(texts);
    }
    if (texts.stream().allMatch(Hosts::isUrl)) {
      return Hosts.of(texts);
    }
    boolean paths = texts.stream().allMatch(Folders::isPath) || isPlace() && all(texts, "[^@:]*");
    return paths ? folders.of(texts) : Optional.empty();
  }

  private Map<String, Object> range() {
    Map<String, Object> range = new LinkedHashMap<>();
    range.put("gte", distinct.get(distinct.firstKey()));
    range.put("lte", distinct.get(distinct.lastKey()));
    return range;
  }

  /** Whether it says where something is or goes, which is never left open. */
  private boolean isPlace() {
    return name.matches(PLACES);
  }

  /** Whether any text may stand in it: it is one that people or models make up as they go. */
  private boolean isFree(Level level) {
    Predicate<String> names = text -> Folders.isPath(text) || Hosts.isUrl(text);
    boolean texts = distinct.values().stream().allMatch(String.class::isInstance);
    boolean free =
        texts
            && !isPlace()
            && !Commands.isCommand(name)
            && distinct.values().stream().map(String.class::cast).noneMatch(names);
    boolean few = distinct.size() <= FEW && distinct.size() * 2 <= told;
    return free && (untold.contains(Doubt.CUT) || level == Level.GENERAL && !few);
  }

  private static boolean all(List<String> texts, String form) {
    return texts.stream().allMatch(text -> text.matches(form));
  }
}
