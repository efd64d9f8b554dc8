// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What {@code io.jwt.decode_verify} wants of a token. */
final class Constraints {
  private @Nullable List<KnownKey> keys;
  private String secret = "";
  private String algorithm = "";
  private String issuer = "";
  private String audience = "";
  private BigDecimal nanos;

  private Constraints(long nanos) {
    this.nanos = BigDecimal.valueOf(nanos);
  }

  /**
   * Of the object that the policy gives.
   *
   * @param in whose time counts where it gives none
   * @throws BuiltinError where it says what we don't know, or gives no key or two
   */
  static Constraints of(Evaluation in, ObjectValue object) {
    Constraints all = new Constraints(in.nowNanos());
    object.forEach((key, value) -> all.take(in, key, value));
    if (all.keys != null && !all.secret.isEmpty()) {
      throw BuiltinError.failed("duplicate key constraints");
    }
    if (all.keys == null && all.secret.isEmpty()) {
      throw BuiltinError.failed("no key constraint");
    }
    return all;
  }

  private void take(Evaluation in, Value key, Value value) {
    String name = key instanceof StringValue s ? s.value() : key.text(in::grown);
    switch (name) {
      case "cert" -> keys = KeyText.keys(text(name, value));
      case "secret" -> secret = text(name, value);
      case "alg" -> algorithm = text(name, value);
      case "iss" -> issuer = text(name, value);
      case "aud" -> audience = text(name, value);
      case "time" -> nanos = time(value);
      default -> throw BuiltinError.failed("unknown token validation constraint: " + name);
    }
  }

  private static String text(String name, Value value) {
    if (value instanceof StringValue s) {
      return s.value();
    }
    throw BuiltinError.failed(name + " constraint: must be a string");
  }

  private static BigDecimal time(Value value) {
    if (!(value instanceof NumberValue number)) {
      throw BuiltinError.failed("token time constraint: must be a number");
    }
    if (number.decimal().signum() < 0) {
      throw BuiltinError.failed("token time constraint: must not be negative");
    }
    return number.decimal();
  }

  /** Whether the token is signed with a key that we trust, by the algorithm that we want. */
  boolean verify(Header header, Token token) {
    if (!algorithm.isEmpty() && !algorithm.equals(header.algorithm())) {
      return false;
    }
    byte[] signature = token.signatureBytes();
    Optional<Algorithm> by = Algorithm.of(header.algorithm());
    if (by.isEmpty()) {
      return false;
    }
    List<KnownKey> trusted = keys;
    if (trusted == null) {
      // A secret is a secret: no other algorithm than an HMAC takes it.
      return by.get()
          .verifies(new SecretKeySpec(secret.getBytes(UTF_8), "MAC"), token.signed(), signature);
    }
    return Tokens.verified(
        trusted, header, key -> by.get().verifies(key, token.signed(), signature));
  }

  /**
   * Whether the claims (RFC 7519, 4.1) are as wanted.
   *
   * @throws BuiltinError where a time is no number
   */
  boolean allows(ObjectValue payload) {
    Value iss = payload.find(StringValue.of("iss"));
    if (!issuer.isEmpty() && !(iss instanceof StringValue s && s.value().equals(issuer))) {
      return false;
    }
    Value aud = payload.find(StringValue.of("aud"));
    if (aud == null ? !audience.isEmpty() : !isFor(aud)) {
      return false;
    }
    Optional<BigDecimal> exp = seconds(payload, "exp");
    Optional<BigDecimal> nbf = seconds(payload, "nbf");
    BigDecimal now = nanos.movePointLeft(9);
    return (exp.isEmpty() || now.compareTo(exp.get()) < 0)
        && (nbf.isEmpty() || now.compareTo(nbf.get()) >= 0);
  }

  private boolean isFor(Value aud) {
    return aud instanceof StringValue s && s.value().equals(audience)
        || aud instanceof ArrayValue a && a.elements().contains(StringValue.of(audience));
  }

  private static Optional<BigDecimal> seconds(ObjectValue payload, String claim) {
    Value value = payload.find(StringValue.of(claim));
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof NumberValue number) {
      return Optional.of(number.decimal());
    }
    throw BuiltinError.failed(claim + " value must be a number");
  }
}
