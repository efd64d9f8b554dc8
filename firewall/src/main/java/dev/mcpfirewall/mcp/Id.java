// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.json.Value;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A request's id. Two ids are equal if a peer would take them for the same: numbers that JavaScript
 * rounds to one are one.
 */
public sealed interface Id {
  /** Texts of digits up to this length have a number for a twin. */
  int MAX_COMPARED_DIGITS = 40;

  /** Whole numbers of so many digits are the same to every reader. */
  int EXACT_DIGITS = 15;

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
      return new NumberId(literal, isExact(literal) ? literal : rounded(literal));
    }

    private static boolean isExact(String literal) {
      return literal.length() <= EXACT_DIGITS
          && literal.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** As readers that have no numbers but doubles take it, and answer with. */
    private static String rounded(String literal) {
      double value = Double.parseDouble(literal);
      boolean whole = value == Math.rint(value) && Math.abs(value) < 1e21;
      return whole ? new BigDecimal(value).toPlainString() : Double.toString(value);
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
