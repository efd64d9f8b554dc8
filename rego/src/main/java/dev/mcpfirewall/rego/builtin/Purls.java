// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;

/** Package URLs, of github.com/package-url/purl-spec. */
final class Purls {
  private Purls() {}

  static List<Builtin> list() {
    return List.of(
        new Builtin("purl.is_valid", "(purl: any) boolean", (Builtin.Of1) Purls::isValid),
        new Builtin(
            "purl.parse", "(purl: string) object[string: any]", (Builtin.Of1) Purls::parse));
  }

  private static Value isValid(Evaluation in, Value purl) {
    if (!(purl instanceof StringValue text)) {
      return BooleanValue.FALSE;
    }
    try {
      read(in, text.value());
      return BooleanValue.TRUE;
    } catch (IllegalArgumentException e) {
      return BooleanValue.FALSE;
    }
  }

  private static Value parse(Evaluation in, Value purl) {
    String text = Operand.string(purl, 1);
    PackageUrl read;
    try {
      read = read(in, text);
    } catch (IllegalArgumentException e) {
      throw BuiltinError.failed("invalid PURL " + StringValue.of(text) + ": " + e.getMessage());
    }
    ObjectValue.Builder object = ObjectValue.builder(6);
    put(object, "type", read.type());
    put(object, "name", read.name());
    put(object, "namespace", read.namespace());
    put(object, "version", read.version());
    put(object, "subpath", read.subpath());
    if (!read.qualifiers().isEmpty()) {
      ObjectValue.Builder qualifiers = ObjectValue.builder(read.qualifiers().size());
      read.qualifiers().forEach((key, value) -> put(qualifiers, key, value));
      object.put(StringValue.of("qualifiers"), qualifiers.build());
    }
    return object.build();
  }

  private static PackageUrl read(Evaluation in, String text) {
    in.spend(1 + text.length() / 16);
    return PackageUrl.parse(text);
  }

  private static void put(ObjectValue.Builder object, String key, String value) {
    if (!value.isEmpty()) {
      object.put(StringValue.of(key), StringValue.of(value));
    }
  }
}
