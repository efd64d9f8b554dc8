// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.policy.Decision;
import dev.mcpfirewall.policy.Decision.Reason;
import dev.mcpfirewall.policy.Decision.Redaction;
import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the compiled policy answered, as a decision. What it cannot read it does not let pass. */
final class DecisionReader {
  private static final StringValue REASONS = StringValue.of("reasons");
  private static final StringValue MARKS = StringValue.of("marks");
  private static final StringValue REGO = StringValue.of("rego");
  private static final Map<Value, PolicyStage> STAGES =
      table(PolicyStage.values(), PolicyStage::wire);
  private static final Map<Value, Effect> EFFECTS = table(Effect.values(), Effect::wire);
  private static final Set<String> CHECKS =
      Set.of("secrets", "pii", "injection", "smuggling", "egress", "paths", "commands");
  private static final int LONGEST_MESSAGE = 500;
  private static final int LONGEST_NAME = 80;

  private DecisionReader() {}

  private static <T> Map<Value, T> table(T[] values, Function<T, String> spelling) {
    return Stream.of(values)
        .collect(Collectors.toUnmodifiableMap(v -> StringValue.of(spelling.apply(v)), v -> v));
  }

  /**
   * The decision.
   *
   * @throws IllegalArgumentException if the user's Rego says what cannot be done; the message is
   *     for a person and holds nothing of the input
   */
  static Decision read(Value answer) {
    if (!(answer instanceof ObjectValue main)) {
      throw new IllegalArgumentException("the policy gave no answer");
    }
    List<Reason> reasons = new ArrayList<>(2);
    for (Value set : array(main, REASONS).elements()) {
      SetValue said = (SetValue) set;
      for (int i = 0; i < said.size(); i++) {
        reasons.add(reason((ObjectValue) said.member(i)));
      }
    }
    if (main.find(REGO) instanceof SetValue said) {
      for (int i = 0; i < said.size(); i++) {
        ArrayValue word = (ArrayValue) said.member(i);
        reasons.add(said(text(word.get(0)), word.get(1)));
      }
    }
    Set<Mark> marks = marks(main);
    return reasons.isEmpty() && marks.isEmpty()
        ? Decision.PASS
        : new Decision(Reasons.inOrder(reasons), marks);
  }

  private static Set<Mark> marks(ObjectValue main) {
    Set<Mark> marks = Set.of();
    for (Value set : array(main, MARKS).elements()) {
      SetValue all = (SetValue) set;
      for (int i = 0; i < all.size(); i++) {
        marks = marks.isEmpty() ? new HashSet<>() : marks;
        marks.add(mark((ObjectValue) all.member(i)));
      }
    }
    return marks;
  }

  private static ArrayValue array(ObjectValue main, StringValue key) {
    if (main.find(key) instanceof ArrayValue array) {
      return array;
    }
    throw new IllegalArgumentException("the policy gave no answer");
  }

  private static Mark mark(ObjectValue mark) {
    if (mark.find(StringValue.of("label")) instanceof StringValue label) {
      return new Mark.Labelled(label.value());
    }
    return new Mark.Step(
        text(member(mark, "chain")),
        (int) ((NumberValue) member(mark, "step")).longValue(),
        Duration.ofMillis(((NumberValue) member(mark, "within_ms")).longValue()));
  }

  private static Reason reason(ObjectValue said) {
    PolicyStage stage = STAGES.get(member(said, "stage"));
    Effect effect = EFFECTS.get(member(said, "effect"));
    if (stage == null || effect == null) {
      throw new IllegalArgumentException("the policy gave no answer");
    }
    return new Reason(
        stage,
        new RuleId(text(member(said, "rule"))),
        effect,
        said.find(StringValue.of("alert")) == BooleanValue.TRUE,
        text(member(said, "message")),
        text(member(said, "at")),
        effect == Effect.REDACT ? redaction(said) : new Redaction.None());
  }

  private static Redaction redaction(ObjectValue said) {
    if (said.find(StringValue.of("checks")) instanceof ArrayValue checks) {
      return new Redaction.Found(Set.copyOf(texts(checks.elements())));
    }
    if (said.find(StringValue.of("expressions")) instanceof ArrayValue expressions) {
      return new Redaction.Matching(texts(expressions.elements()));
    }
    return new Redaction.Values(texts(((SetValue) member(said, "values")).elements()));
  }

  private static List<String> texts(List<Value> values) {
    return values.stream().map(DecisionReader::text).toList();
  }

  private static Value member(ObjectValue object, String key) {
    Value value = object.find(StringValue.of(key));
    if (value == null) {
      throw new IllegalArgumentException("the policy gave no answer");
    }
    return value;
  }

  private static String text(Value value) {
    return ((StringValue) value).value();
  }

  /** A word of the user's Rego: a message, or an object with {@code message}, {@code rule} … */
  private static Reason said(String word, Value said) {
    Effect effect =
        switch (word) {
          case "allow", "alert" -> Effect.ALLOW;
          case "approve" -> Effect.HOLD;
          case "redact" -> Effect.REDACT;
          default -> Effect.DENY;
        };
    String message =
        said instanceof StringValue text
            ? text.value()
            : optional(said, "message", "the policy's Rego says `" + word + "`");
    return new Reason(
        PolicyStage.REGO,
        new RuleId("rego." + name(optional(said, "rule", word))),
        effect,
        word.equals("alert"),
        cut(message, LONGEST_MESSAGE),
        "",
        effect == Effect.REDACT ? redaction(said) : new Redaction.None());
  }

  private static String optional(Value said, String key, String otherwise) {
    return said instanceof ObjectValue object
            && object.find(StringValue.of(key)) instanceof StringValue text
            && !text.value().isBlank()
        ? text.value()
        : otherwise;
  }

  private static Redaction redaction(Value said) {
    String pointer = optional(said, "pointer", "");
    String pattern = optional(said, "pattern", "");
    if (said instanceof StringValue text) {
      if (CHECKS.contains(text.value())) {
        return new Redaction.Found(Set.of(text.value()));
      }
      pointer = text.value();
    }
    if (pointer.startsWith("/")) {
      return new Redaction.Values(List.of(pointer));
    }
    if (pattern.isEmpty()) {
      throw new IllegalArgumentException(
          "`redact` names neither a `pointer` nor a `pattern` nor a check");
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("the `pattern` of a `redact` is no RE2 expression", e);
    }
    return new Redaction.Matching(List.of(pattern));
  }

  private static String name(String rule) {
    String plain = rule.toLowerCase(Locale.ROOT);
    StringBuilder name = new StringBuilder(plain.length());
    plain
        .chars()
        .map(c -> c < 0x80 && Character.isLetterOrDigit(c) || c == '.' || c == '_' ? c : '-')
        .forEach(c -> name.append((char) c));
    return cut(name.toString(), LONGEST_NAME);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
