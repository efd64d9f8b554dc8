// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.pattern;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mcpfirewall.rego.builtin.LimitExceeded;

/** Whatever pattern and text come: an answer or a refusal. */
class PatternFuzz {
  @FuzzTest(maxDuration = "2m")
  void globs(FuzzedDataProvider data) {
    String glob = data.consumeString(60);
    try {
      Glob.compile(glob, '.', '/').matches(data.consumeRemainingAsString(), _ -> {});
    } catch (IllegalArgumentException | LimitExceeded e) {
      // A refusal.
    }
  }

  @FuzzTest(maxDuration = "2m")
  void regexes(FuzzedDataProvider data) {
    String regex = data.consumeString(60);
    String with = data.consumeString(10);
    try {
      Regex compiled = Regex.compile(regex);
      String text = data.consumeRemainingAsString();
      compiled.replace(text, with, _ -> {});
      compiled.split(text, _ -> {});
      compiled.find(text, -1, _ -> {});
    } catch (IllegalArgumentException | LimitExceeded e) {
      // A refusal.
    }
  }

  @FuzzTest(maxDuration = "2m")
  void intersections(FuzzedDataProvider data) {
    try {
      SimpleRegexes.intersect(data.consumeString(60), data.consumeRemainingAsString(), _ -> {});
    } catch (IllegalArgumentException | LimitExceeded e) {
      // A refusal.
    }
  }
}
