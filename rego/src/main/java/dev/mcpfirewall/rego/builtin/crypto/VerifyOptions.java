// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options of {@code crypto.x509.parse_and_verify_certificates_with_options}. */
final class VerifyOptions {
  private static final Map<String, Integer> USAGES =
      Map.ofEntries(
          Map.entry("KeyUsageAny", 0),
          Map.entry("KeyUsageServerAuth", 1),
          Map.entry("KeyUsageClientAuth", 2),
          Map.entry("KeyUsageCodeSigning", 3),
          Map.entry("KeyUsageEmailProtection", 4),
          Map.entry("KeyUsageIPSECEndSystem", 5),
          Map.entry("KeyUsageIPSECTunnel", 6),
          Map.entry("KeyUsageIPSECUser", 7),
          Map.entry("KeyUsageTimeStamping", 8),
          Map.entry("KeyUsageOCSPSigning", 9),
          Map.entry("KeyUsageMicrosoftServerGatedCrypto", 10),
          Map.entry("KeyUsageNetscapeServerGatedCrypto", 11),
          Map.entry("KeyUsageMicrosoftCommercialCodeSigning", 12),
          Map.entry("KeyUsageMicrosoftKernelCodeSigning", 13));

  private Instant time;
  private String host = "";
  private final Set<String> usages = new HashSet<>();

  private VerifyOptions(Instant now) {
    time = now;
  }

  /**
   * What options ask of a chain.
   *
   * @throws BuiltinError where one is unknown or of the wrong type
   */
  static CertificateChain of(ObjectValue options, Instant now) {
    VerifyOptions all = new VerifyOptions(now);
    options.forEach((name, value) -> {
      if (name instanceof StringValue s) {
        all.take(s.value(), value);
      }
    });
    if (all.usages.isEmpty()) {
      all.usages.add(CertificateChain.SERVER);
    }
    return new CertificateChain(all.time, Set.copyOf(all.usages), all.host);
  }

  private void take(String name, Value value) {
    switch (name) {
      case "DNSName" -> {
        if (!(value instanceof StringValue s)) {
          throw BuiltinError.failed("'DNSName' should be a string");
        }
        host = unquoted(s.value());
      }
      case "CurrentTime" -> time = Instant.ofEpochSecond(0, number(name, value, "int64 number"));
      // The JDK bounds the comparisons of names itself.
      case "MaxConstraintComparisons" -> number(name, value, "number");
      case "KeyUsages" -> usages(value);
      default -> throw BuiltinError.failed("invalid key option");
    }
  }

  private static long number(String name, Value value, String valid) {
    if (!(value instanceof NumberValue number)) {
      throw BuiltinError.failed("'" + name + "' should be a number");
    }
    if (!number.isLong()) {
      throw BuiltinError.failed("'" + name + "' should be a valid " + valid);
    }
    return number.longValue();
  }

  private void usages(Value value) {
    List<Value> all =
        switch (value) {
          case ArrayValue a -> a.elements();
          case SetValue s -> s.elements();
          default -> throw BuiltinError.failed("'KeyUsages' should be an Array or Set");
        };
    List<String> invalid = new ArrayList<>();
    for (Value usage : all) {
      if (usage instanceof StringValue s) {
        Integer number = USAGES.get(unquoted(s.value()));
        if (number == null) {
          invalid.add(unquoted(s.value()));
        } else {
          ExtensionsJson.USAGES.forEach((id, n) -> {
            if (n.equals(number)) {
              usages.add(id);
            }
          });
        }
      }
    }
    if (!invalid.isEmpty()) {
      throw BuiltinError.failed(
          "invalid entries for 'KeyUsages' found: [" + String.join(" ", invalid) + "]");
    }
  }

  private static String unquoted(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == '"') {
      from++;
    }
    while (to > from && text.charAt(to - 1) == '"') {
      to--;
    }
    return text.substring(from, to);
  }
}
