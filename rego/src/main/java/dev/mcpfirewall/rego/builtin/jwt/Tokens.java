// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.builtin.encoding.JsonText;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.JsonException;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code io.jwt.*}. Deviates from no rule of OPA; in particular {@code alg: none} verifies never,
 * and {@code verify_*} asks for its own algorithm whatever the header says.
 */
public final class Tokens {
  private static final String OBJECT = "object[any: any]";
  private static final String MEMBERS = "object[string: any]";
  private static final Value UNVERIFIED =
      ArrayValue.of(BooleanValue.FALSE, ObjectValue.EMPTY, ObjectValue.EMPTY);

  /** A signature is worth so many steps: with each, the evaluation looks at its clock. */
  private static final int SIGNATURE = 4_096;

  private Tokens() {}

  /** The family. */
  public static List<Builtin> list() {
    List<Builtin> all = new ArrayList<>();
    all.add(
        new Builtin(
            "io.jwt.decode",
            "(jwt: string) array<" + OBJECT + ", " + OBJECT + ", string>",
            (Builtin.Of1) Tokens::decode));
    all.add(
        new Builtin(
            "io.jwt.decode_verify",
            "(jwt: string, constraints: "
                + MEMBERS
                + ") array<boolean, "
                + OBJECT
                + ", "
                + OBJECT
                + ">",
            (Builtin.Of2) Tokens::decodeVerify));
    for (Algorithm algorithm : Algorithm.values()) {
      boolean secret = algorithm.name().startsWith("HS");
      all.add(
          new Builtin(
              "io.jwt.verify_" + algorithm.name().toLowerCase(java.util.Locale.ROOT),
              "(jwt: string, " + (secret ? "secret" : "certificate") + ": string) boolean",
              secret ? verifySecret(algorithm) : verifyKey(algorithm)));
    }
    all.add(
        new Builtin(
            "io.jwt.encode_sign",
            Stream.of("headers", "payload", "key")
                .map(n -> n + ": " + MEMBERS)
                .collect(java.util.stream.Collectors.joining(", ", "(", ") string")),
            (Builtin.Of3)
                (in, headers, payload, key) ->
                    sign(
                        in,
                        Json.write(headers, in::grown),
                        Json.write(payload, in::grown),
                        Json.write(key, in::grown))));
    all.add(
        new Builtin(
            "io.jwt.encode_sign_raw",
            "(headers: string, payload: string, key: string) string",
            (Builtin.Of3)
                (in, headers, payload, key) -> {
                  String keyText = Operand.string(key, 3);
                  return sign(in, Operand.string(headers, 1), Operand.string(payload, 2), keyText);
                }));
    return all;
  }

  private static Value decode(Evaluation in, Value jwt) {
    String text = Operand.string(jwt, 1);
    while (true) {
      Token token = Token.of(in, text);
      ObjectValue header = token.headerObject();
      String payload = token.payloadText();
      if (header.find(StringValue.of("cty")) instanceof StringValue cty
          && cty.value().equals("JWT")) {
        // Some put the inner token into quotes. Each turn is a quarter shorter than the last.
        text = unquoted(payload);
        continue;
      }
      return ArrayValue.of(
          header,
          Token.object(payload),
          StringValue.of(HexFormat.of().formatHex(Token.bytes("signature", token.signature()))));
    }
  }

  private static String unquoted(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && "\"'".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && "\"'".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }

  private static Value decodeVerify(Evaluation in, Value jwt, Value wanted) {
    Constraints constraints = Constraints.of(in, Operand.object(wanted, 2));
    String text = Operand.string(jwt, 1);
    while (true) {
      Token token = Token.of(in, text);
      ObjectValue header = token.headerObject();
      Header known = Header.of(header);
      in.spend(SIGNATURE);
      if (!known.valid() || !constraints.verify(known, token)) {
        return UNVERIFIED;
      }
      String payload = token.payloadText();
      if (known.content().equalsIgnoreCase("JWT")) {
        text = payload;
        continue;
      }
      ObjectValue claims = Token.object(payload);
      return constraints.allows(claims)
          ? ArrayValue.of(BooleanValue.TRUE, header, claims)
          : UNVERIFIED;
    }
  }

  private static Builtin.Of2 verifySecret(Algorithm algorithm) {
    return (in, jwt, secret) -> {
      String text = Operand.string(jwt, 1);
      byte[] key = Operand.string(secret, 2).getBytes(UTF_8);
      Token token = Token.of(in, text);
      in.spend(SIGNATURE);
      // The JDK has no empty secret; one zero is the same to an HMAC.
      SecretKeySpec spec = new SecretKeySpec(key.length == 0 ? new byte[1] : key, "MAC");
      return BooleanValue.of(algorithm.verifies(spec, token.signed(), token.signatureBytes()));
    };
  }

  private static Builtin.Of2 verifyKey(Algorithm algorithm) {
    return (in, jwt, certificate) -> {
      Token token = Token.of(in, Operand.string(jwt, 1));
      List<KnownKey> keys = KeyText.keys(Operand.string(certificate, 2));
      byte[] signature = token.signatureBytes();
      Header header = Header.of(token.headerObject());
      byte[] signed = token.signed();
      return BooleanValue.of(
          verified(
              keys,
              header,
              key -> {
                in.spend(SIGNATURE);
                return algorithm.verifies(key, signed, signature);
              }));
    };
  }

  /**
   * Whether the key that the header names verifies; where it names none of these, whether one of
   * those for its algorithm does.
   */
  static boolean verified(List<KnownKey> keys, Header header, Predicate<Key> verifies) {
    if (!header.keyId().isEmpty()) {
      for (KnownKey key : keys) {
        if (key.id().equals(header.keyId())) {
          return verifies.test(key.key());
        }
      }
    }
    for (KnownKey key : keys) {
      if ((key.algorithm().isEmpty() || key.algorithm().equals(header.algorithm()))
          && verifies.test(key.key())) {
        return true;
      }
    }
    return false;
  }

  private static Value sign(Evaluation in, String headers, String payload, String keyText) {
    in.spend(SIGNATURE + (headers.length() + payload.length()) / 64);
    Key key = WebKeys.signing(keyText);
    ObjectValue header = signingHeader(headers);
    if (!(header.find(StringValue.of("alg")) instanceof StringValue name)) {
      throw BuiltinError.failed("missing or invalid 'alg' header: jwsbb: header \"alg\" not found");
    }
    Algorithm algorithm =
        Algorithm.of(name.value())
            .orElseThrow(() -> BuiltinError.failed("unknown JWS algorithm: " + name.value()));
    boolean json =
        !(header.find(StringValue.of("typ")) instanceof StringValue typ)
            || typ.value().equals("JWT");
    if (json && !JsonText.isValid(payload)) {
      throw BuiltinError.failed("type is JWT but payload is not JSON");
    }
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String signed =
        base64.encodeToString(headers.getBytes(UTF_8))
            + "."
            + base64.encodeToString(payload.getBytes(UTF_8));
    try {
      byte[] signature = algorithm.sign(key, signed.getBytes(UTF_8));
      return StringValue.of(signed + "." + base64.encodeToString(signature));
    } catch (GeneralSecurityException e) {
      throw BuiltinError.failed("failed to sign: " + e.getMessage());
    }
  }

  /** What is JSON but no object has no algorithm; so does {@code e}, to the reader that OPA has. */
  private static ObjectValue signingHeader(String text) {
    try {
      return JsonText.read(text) instanceof ObjectValue object ? object : ObjectValue.EMPTY;
    } catch (JsonException e) {
      String bare = text.strip();
      if (!bare.isEmpty() && bare.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0)) {
        return ObjectValue.EMPTY;
      }
      throw BuiltinError.failed(
          "missing or invalid 'alg' header: cannot parse JSON: "
              + (bare.isEmpty() ? "cannot parse empty string" : e.getMessage()));
    }
  }
}
