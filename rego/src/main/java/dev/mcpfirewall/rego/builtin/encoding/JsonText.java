// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.encoding;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.JsonException;
import dev.mcpfirewall.rego.value.Value;

/** JSON that policies hand over as text. */
public final class JsonText {
  private JsonText() {}

  /**
   * The value of a text.
   *
   * @throws JsonException where it is no JSON
   * @throws LimitExceeded where it nests deeper, or has longer numbers, than the reader takes
   */
  public static Value read(String text) {
    try {
      return Json.read(text);
    } catch (JsonException e) {
      throw e.isLimit() ? new LimitExceeded("JSON: " + e.getMessage()) : e;
    }
  }

  /**
   * Whether a text is JSON.
   *
   * @throws LimitExceeded where that can't be said, as in {@link #read}
   */
  public static boolean isValid(String text) {
    try {
      read(text);
      return true;
    } catch (JsonException e) {
      return false;
    }
  }
}
