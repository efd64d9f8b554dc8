// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.policy.place.PathReadings;
import dev.mcpfirewall.policy.place.Places;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tests of texts, with their readings as paths looked up once in an evaluation: a look at the disk
 * costs more than the comparison, and two rules must not see two answers.
 */
record TextTests(Places places) {
  private record Key(String path) {}

  /** What was looked up, as the values that an evaluation remembers. */
  private ArrayValue looked(Evaluation in, String text) {
    return (ArrayValue) in.once(new Key(text), () -> look(in, text));
  }

  private ArrayValue look(Evaluation in, String text) {
    in.spend(100 + text.length() / 16);
    PathReadings readings = places.paths(text);
    Value[] paths = new Value[readings.paths().size()];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = StringValue.of(readings.paths().get(i));
    }
    return ArrayValue.of(BooleanValue.of(readings.certain()), ArrayValue.of(paths));
  }

  private boolean any(Evaluation in, String text, Predicate<String> test) {
    ArrayValue paths = (ArrayValue) looked(in, text).get(1);
    for (int i = 0; i < paths.size(); i++) {
      if (test.test(((StringValue) paths.get(i)).value())) {
        return true;
      }
    }
    return false;
  }

  private boolean isCertain(Evaluation in, String text) {
    return looked(in, text).get(0) == BooleanValue.TRUE;
  }

  /** All readings, if they are all that there are and something passes; else any. */
  private boolean holds(Evaluation in, String text, boolean lets, Predicate<String> test) {
    return lets ? isCertain(in, text) && !any(in, text, test.negate()) : any(in, text, test);
  }

  boolean isPath(Evaluation in, String pattern, String text, boolean lets) {
    return holds(in, text, lets, path -> places.isLike(pattern, path, lets));
  }

  boolean like(String pattern, String name, String text, boolean lets) {
    return places.like(pattern, name, text, lets);
  }

  boolean passes(String name, String text, boolean lets, Predicate<String> test) {
    return places.matches(name, text, lets, test);
  }

  boolean under(Evaluation in, String text, List<String> directories, boolean lets) {
    return holds(in, text, lets, path -> isUnder(path, directories, lets));
  }

  /** What restricts also holds of what may be no path, or may lead where we cannot see. */
  boolean notUnder(Evaluation in, String text, List<String> directories, boolean lets) {
    return lets
        ? isCertain(in, text) && !any(in, text, path -> isUnder(path, directories, false))
        : !isCertain(in, text) || any(in, text, path -> !isUnder(path, directories, true));
  }

  private boolean isUnder(String path, List<String> directories, boolean lets) {
    for (String directory : directories) {
      if (places.isUnder(path, directory, lets)) {
        return true;
      }
    }
    return false;
  }
}
