// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jsonschema;

import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads what bounds numbers, lengths and counts. */
record BoundsReader(Members members, SubSchema out) {
  void read() {
    Value multiple = members.find("multipleOf");
    if (multiple != null) {
      if (!(multiple instanceof NumberValue number)) {
        throw SchemaException.type("number", "multipleOf");
      }
      if (number.decimal().signum() <= 0) {
        throw new SchemaException("multipleOf must be strictly greater than 0");
      }
      out.multipleOf = number.decimal();
    }
    out.minimum = members.number("minimum");
    out.exclusiveMinimum = exclusive("exclusiveMinimum", "minimum", out.minimum);
    if (isFlag("exclusiveMinimum") && out.exclusiveMinimum != null) {
      out.minimum = null;
    }
    out.maximum = members.number("maximum");
    out.exclusiveMaximum = exclusive("exclusiveMaximum", "maximum", out.maximum);
    if (isFlag("exclusiveMaximum") && out.exclusiveMaximum != null) {
      out.maximum = null;
    }
    counts();
  }

  private boolean isFlag(String name) {
    return members.find(name) instanceof BooleanValue;
  }

  /** A flag in draft 4, a number since. */
  private @Nullable BigDecimal exclusive(String name, String plain, @Nullable BigDecimal bound) {
    Value value = members.find(name);
    Draft draft = members.draft();
    if (value == null) {
      return null;
    }
    if (value instanceof BooleanValue flag && (draft == Draft.DRAFT4 || draft == Draft.HYBRID)) {
      if (bound == null) {
        throw new SchemaException(name + " cannot be used without " + plain);
      }
      return flag.value() ? bound : null;
    }
    if (value instanceof NumberValue number && draft != Draft.DRAFT4) {
      return number.decimal();
    }
    throw SchemaException.type(
        switch (draft) {
          case DRAFT4 -> "boolean";
          case DRAFT6, DRAFT7 -> "number";
          case HYBRID -> "boolean/number";
        },
        name);
  }

  private void counts() {
    out.minLength = members.count("minLength");
    out.maxLength = members.count("maxLength");
    ordered(out.minLength, out.maxLength, "minLength", "maxLength");
    out.minProperties = members.count("minProperties");
    out.maxProperties = members.count("maxProperties");
    ordered(out.minProperties, out.maxProperties, "minProperties", "maxProperties");
    out.minItems = members.count("minItems");
    out.maxItems = members.count("maxItems");
  }

  private static void ordered(
      @Nullable Integer least, @Nullable Integer most, String leastName, String mostName) {
    if (least != null && most != null && least > most) {
      throw new SchemaException(leastName + " cannot be greater than " + mostName);
    }
  }
}
