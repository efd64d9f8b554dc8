// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;

/** Makes the parts of one text, which all together may not be longer than a text. Of one thread. */
final class ManyTexts {
  private final Evaluation in;
  private int before;

  ManyTexts(Evaluation in) {
    this.in = in;
  }

  /** A value as Rego writes it. */
  String of(Value value) {
    String text = value.text(length -> in.grown(sum(length)));
    before = sum(text.length());
    return text;
  }

  /** The same, but a string as it is. */
  String plain(Value value) {
    if (!(value instanceof StringValue string)) {
      return of(value);
    }
    before = sum(string.value().length());
    in.grown(before);
    return string.value();
  }

  private int sum(int more) {
    return (int) Math.min((long) before + more, Integer.MAX_VALUE);
  }
}
