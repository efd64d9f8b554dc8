// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.json.Value;
import java.math.BigDecimal;
import java.util.Optional;

/** A request's id. Two ids are equal if a peer would take them for the same. */
public sealed interface Id {
  /** Number literals up to this length are compared by value, longer ones letter by letter. */
  int MAX_COMPARED_DIGITS = 40;

  /** The id as JSON, as it was sent. */
  String literal();

  /** The id of the other JSON type that a lenient peer would answer with: 1 for "1" and back. */
  Id twin();

  /**
   * A string.
   *
   * @param text unescaped
   */
  record TextId(String text) implements Id {
    @Override
    public String literal() {
      return Quote.of(text);
    }

    @Override
    public Id twin() {
      return isShortNumber(text) ? NumberId.of(text) : this;
    }

    private static boolean isShortNumber(String text) {
      return !text.isEmpty()
          && text.length() <= MAX_COMPARED_DIGITS
          && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
  }

  /**
   * A number.
   *
   * @param literal as it was sent
   * @param compared the spelling that equal numbers share
   */
  record NumberId(String literal, String compared) implements Id {
    /** The id for a JSON number. */
    static NumberId of(String literal) {
      return new NumberId(literal, isPlain(literal) ? literal : normal(literal));
    }

    private static boolean isPlain(String literal) {
      return literal.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String normal(String literal) {
      if (literal.length() > MAX_COMPARED_DIGITS) {
        return literal;
      }
      try {
        BigDecimal value = new BigDecimal(literal).stripTrailingZeros();
        return Math.abs((long) value.scale()) <= MAX_COMPARED_DIGITS
            ? value.toPlainString()
            : value.toString();
      } catch (ArithmeticException | NumberFormatException farExponent) {
        return literal;
      }
    }

    @Override
    public Id twin() {
      return new TextId(compared);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof NumberId that && compared.equals(that.compared);
    }

    @Override
    public int hashCode() {
      return compared.hashCode();
    }
  }

  /** The id in this value; nothing if it is neither string nor number. */
  static Optional<Id> of(Value value) {
    if (value.is(Kind.STRING)) {
      return Optional.of(new TextId(value.text()));
    }
    return value.is(Kind.NUMBER) ? Optional.of(NumberId.of(value.raw().utf8())) : Optional.empty();
  }

  /** The id's literal as bytes. */
  default Bytes bytes() {
    return Bytes.utf8(literal());
  }
}
