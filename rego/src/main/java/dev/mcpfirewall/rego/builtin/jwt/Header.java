// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jwt;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.HashSet;
import java.util.Set;

/**
 * What a header says of how to read the token (RFC 7515, 4.1); texts are empty where it does not
 * say.
 *
 * @param valid whether there is an algorithm, and nothing critical that we don't know
 */
record Header(String algorithm, String keyId, String content, boolean valid) {
  private static final Set<String> KNOWN = Set.of("alg", "kid", "typ", "cty", "crit");

  /**
   * Of the decoded header.
   *
   * @throws BuiltinError where a member is of the wrong type
   */
  static Header of(ObjectValue header) {
    String algorithm = text(header, "alg");
    text(header, "typ");
    Set<String> critical = critical(header);
    boolean understood = true;
    for (String name : critical) {
      understood &= KNOWN.contains(name) || header.find(StringValue.of(name)) == null;
    }
    return new Header(
        algorithm, text(header, "kid"), text(header, "cty"), !algorithm.isEmpty() && understood);
  }

  private static String text(ObjectValue header, String name) {
    Value value = header.find(StringValue.of(name));
    if (value == null) {
      return "";
    }
    if (value instanceof StringValue s) {
      return s.value();
    }
    throw BuiltinError.failed(name + ": must be a string");
  }

  private static Set<String> critical(ObjectValue header) {
    Value value = header.find(StringValue.of("crit"));
    Set<String> names = new HashSet<>();
    if (value == null) {
      return names;
    }
    if (!(value instanceof ArrayValue array)) {
      throw BuiltinError.failed("crit: must be a list");
    }
    for (Value name : array.elements()) {
      if (!(name instanceof StringValue s)) {
        throw BuiltinError.failed("crit: must be a list of strings");
      }
      names.add(s.value());
    }
    if (names.isEmpty()) {
      throw BuiltinError.failed("crit: must be a nonempty list");
    }
    return names;
  }
}
