// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy;

import dev.mcpfirewall.cli.policy.space.Query;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.policy.Glob;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A question in words: {@code can AGENT call TOOL [on SERVER] [without approval]}. Each of the
 * three is {@code any …} or a pattern of names.
 *
 * @param effects those that answer it with yes
 */
record Question(Query query, Set<Effect> effects) {
  private static final String FORM =
      "write: can AGENT call TOOL [on SERVER] [without approval], where each is a name, a pattern or"
          + " `any`";
  private static final Set<String> VERBS = Set.of("call", "reach", "use", "run");
  private static final Set<String> FILLERS = Set.of("a", "the", "tool", "tools", "named");
  private static final Set<String> OF_SERVERS = Set.of("on", "of", "at");

  /** What passes, with nobody asked. */
  static final Set<Effect> WITHOUT_APPROVAL = EnumSet.of(Effect.ALLOW, Effect.REDACT);

  /** What passes, if need be after a person has agreed. */
  static final Set<Effect> AT_ALL = EnumSet.of(Effect.ALLOW, Effect.REDACT, Effect.HOLD);

  /**
   * Reads a question.
   *
   * @throws IllegalArgumentException if it is none; the message says how to ask
   */
  static Question of(String text) {
    Deque<String> words =
        new ArrayDeque<>(List.of(text.strip().replaceAll("\\?$", "").strip().split("\\s+")));
    if (!word(words).equals("can")) {
      throw new IllegalArgumentException(FORM);
    }
    words.remove();
    skip(words, Set.of("agent"));
    Glob agent = name(words, "agent", "agents");
    if (!VERBS.contains(word(words))) {
      throw new IllegalArgumentException("after the agent comes `call`; " + FORM);
    }
    words.remove();
    skip(words, FILLERS);
    Glob tool = name(words, "tool", "tools");
    Glob server = Glob.names("*");
    if (OF_SERVERS.contains(word(words))) {
      words.remove();
      skip(words, Set.of("server", "the"));
      server = name(words, "server", "servers");
    }
    String rest = String.join(" ", words).toLowerCase(Locale.ROOT);
    Set<Effect> effects =
        switch (rest) {
          case "without approval", "unasked" -> WITHOUT_APPROVAL;
          case "", "at all", "with approval" -> AT_ALL;
          default ->
              throw new IllegalArgumentException("`" + rest + "` is not understood; " + FORM);
        };
    return new Question(new Query(agent, server, tool), effects);
  }

  private static String word(Deque<String> words) {
    return words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
  }

  private static void skip(Deque<String> words, Set<String> fillers) {
    while (words.size() > 1 && fillers.contains(word(words))) {
      words.remove();
    }
  }

  private static Glob name(Deque<String> words, String... kinds) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a name is missing; " + FORM);
    }
    if (!word(words).equals("any") && !word(words).equals("anyone")) {
      return Glob.names(words.remove().replaceAll("^[\"'`](.*)[\"'`]$", "$1"));
    }
    words.remove();
    if (Arrays.asList(kinds).contains(word(words))) {
      words.remove();
    }
    if (word(words).equals("named")) {
      words.remove();
      return name(words, kinds);
    }
    boolean ends =
        words.isEmpty() || VERBS.contains(word(words)) || OF_SERVERS.contains(word(words));
    boolean condition = Set.of("without", "with", "at", "unasked").contains(word(words));
    return ends || condition ? Glob.names("*") : Glob.names(words.remove());
  }
}
