// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.learn;

import dev.mcpfirewall.cli.policy.record.Doubt;
import dev.mcpfirewall.cli.policy.record.Retold;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one call has for one argument: a value, or the values of a list.
 *
 * @param told texts, {@link BigDecimal}s, {@link Boolean}s and {@link #NULL}, as the log has them
 * @param untold why some are not known
 * @param nested whether there are lists or objects in a list, which rules cannot name one by one
 */
record Scalars(List<Object> told, Set<Doubt> untold, boolean nested) {
  /** The value {@code null}. */
  static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  private static final int DEEPEST = 4;
  private static final int MOST_DIGITS = 30;

  Scalars {
    told = List.copyOf(told);
    untold = Set.copyOf(untold);
  }

  /** Whether a test of this argument finds nothing to look at. */
  boolean isEmpty() {
    return told.isEmpty() && untold.isEmpty() && !nested;
  }

  /** These and those, of one call. */
  Scalars and(Scalars other) {
    List<Object> both = new ArrayList<>(told);
    both.addAll(other.told);
    Set<Doubt> doubts = new HashSet<>(untold);
    doubts.addAll(other.untold);
    return new Scalars(both, doubts, nested || other.nested);
  }

  /** Of each argument, under the name that a policy has for it. */
  static Map<String, Scalars> of(Value arguments) {
    Map<String, Scalars> all = new LinkedHashMap<>();
    for (Value.Member member : arguments.members()) {
      add(member, "", 1, all);
    }
    return all;
  }

  private static void add(Value.Member member, String above, int depth, Map<String, Scalars> all) {
    String name = member.key().text();
    String pointer = above + "/" + name.replace("~", "~0").replace("/", "~1");
    Value value = member.value();
    if (value.is(Kind.OBJECT) && depth < DEEPEST && value.members().iterator().hasNext()) {
      for (Value.Member inner : value.members()) {
        add(inner, pointer, depth + 1, all);
      }
      return;
    }
    boolean plain = above.isEmpty() && name.matches("[A-Za-z_][A-Za-z0-9_.-]*");
    all.put(plain && !name.equals("_any_value") ? name : pointer, of(value, name));
  }

  private static Scalars of(Value value, String name) {
    List<Object> told = new ArrayList<>();
    Set<Doubt> untold = EnumSet.noneOf(Doubt.class);
    Retold.doubt(name).ifPresent(untold::add);
    boolean nested = value.is(Kind.OBJECT) && value.members().iterator().hasNext();
    if (value.is(Kind.ARRAY)) {
      for (Value element : value.elements()) {
        nested |= element.is(Kind.ARRAY) || element.is(Kind.OBJECT);
        scalar(element, told, untold);
      }
    } else {
      scalar(value, told, untold);
    }
    return new Scalars(told, untold, nested);
  }

  private static void scalar(Value value, List<Object> told, Set<Doubt> untold) {
    switch (value.kind()) {
      case STRING -> {
        String text = value.text();
        Retold.doubt(text).ifPresentOrElse(untold::add, () -> told.add(text));
      }
      case NUMBER -> {
        BigDecimal number = new BigDecimal(value.raw().utf8());
        if (Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS
            || number.scale() > MOST_DIGITS) {
          untold.add(Doubt.NUMBER);
        } else {
          told.add(new BigDecimal(number.stripTrailingZeros().toPlainString()));
        }
      }
      case TRUE -> told.add(true);
      case FALSE -> told.add(false);
      case NULL -> told.add(NULL);
      case ARRAY, OBJECT -> {
        // What is in them is not named one by one.
      }
    }
  }
}
