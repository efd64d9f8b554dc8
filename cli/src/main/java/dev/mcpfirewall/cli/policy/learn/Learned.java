// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.learn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a policy asks of an argument.
 *
 * @param name as a policy names it
 * @param tests as YAML has them; none where any value passes
 * @param always whether every call has it
 * @param ask whether nothing can be said of it, so that a person is asked
 * @param words for a person
 */
record Learned(String name, Map<String, Object> tests, boolean always, boolean ask, String words) {
  Learned {
    tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
  }

  /** What a value that does not pass passes. */
  Map<String, Object> otherwise() {
    return tests.size() == 1 && tests.containsKey("under")
        ? Map.of("not_under", tests.get("under"))
        : Map.of("not", tests);
  }
}
