// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jwt;

import static dev.mcpfirewall.rego.builtin.PolicyCalls.at;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.call;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.error;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.json;
import static dev.mcpfirewall.rego.builtin.crypto.OwnCertificates.keys;
import static dev.mcpfirewall.rego.builtin.crypto.OwnCertificates.pem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokensTest {
  private static final Value UNVERIFIED = json("[false, {}, {}]");
  private static final String SECRET = "{\"kty\": \"oct\", \"k\": \"c2VjcmV0\"}";

  private static String rsaPem = "";
  private static String rsaKey = "";
  private static String ecPem = "";
  private static String ecKey = "";

  @BeforeAll
  static void make() throws Exception {
    KeyPair rsa = keys("RSA");
    rsaPem = pem("PUBLIC KEY", rsa.getPublic().getEncoded()).strip();
    rsaKey =
        new RSAKey.Builder((RSAPublicKey) rsa.getPublic())
            .privateKey(rsa.getPrivate())
            .build()
            .toJSONString();
    KeyPair ec = keys("EC");
    ecPem = pem("PUBLIC KEY", ec.getPublic().getEncoded()).strip();
    ecKey =
        new ECKey.Builder(Curve.P_256, (ECPublicKey) ec.getPublic())
            .privateKey(ec.getPrivate())
            .build()
            .toJSONString();
  }

  private static String signed(String algorithm, String claims, String key) {
    return ((StringValue)
            call(
                "io.jwt.encode_sign",
                json("{\"typ\": \"JWT\", \"alg\": \"" + algorithm + "\"}"),
                json(claims),
                json(key)))
        .value();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private static Value decodeVerify(String token, String constraints) {
    return call("io.jwt.decode_verify", token, json(constraints));
  }

  private static String quoted(String text) {
    return StringValue.of(text).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
  void verifiesWhatItSignsWithRsa(String algorithm) {
    String token = signed(algorithm, "{\"a\": 1}", rsaKey);
    String verify = "io.jwt.verify_" + algorithm.toLowerCase(java.util.Locale.ROOT);

    assertThat(call(verify, token, rsaPem)).isEqualTo(BooleanValue.TRUE);
    assertThat(call(verify, token + "AA", rsaPem)).isEqualTo(BooleanValue.FALSE);
    assertThat(call(verify, token, ecPem)).isEqualTo(BooleanValue.FALSE);
    assertThat(at(decodeVerify(token, "{\"cert\": " + quoted(rsaPem) + "}"), 2))
        .isEqualTo(json("{\"a\": 1}"));
  }

  @Test
  void verifiesWhatItSignsWithCurves() {
    String token = signed("ES256", "{}", ecKey);

    assertThat(call("io.jwt.verify_es256", token, ecPem)).isEqualTo(BooleanValue.TRUE);
    assertThat(call("io.jwt.verify_es384", token, ecPem)).isEqualTo(BooleanValue.FALSE);
    assertThat(call("io.jwt.verify_rs256", token, ecPem)).isEqualTo(BooleanValue.FALSE);
  }

  @Test
  void believesNoTokenWithoutSignature() {
    for (String alg : new String[] {"none", "None", "NONE", "nOnE", "", "HS1"}) {
      String token = base64("{\"alg\":\"" + alg + "\"}") + "." + base64("{\"admin\":true}") + ".";

      assertThat(decodeVerify(token, "{\"secret\": \"s\"}")).isEqualTo(UNVERIFIED);
      assertThat(decodeVerify(token, "{\"cert\": " + quoted(rsaPem) + "}")).isEqualTo(UNVERIFIED);
      assertThat(call("io.jwt.verify_hs256", token, "s")).isEqualTo(BooleanValue.FALSE);
      assertThat(call("io.jwt.verify_rs256", token, rsaPem)).isEqualTo(BooleanValue.FALSE);
    }
  }

  /** The attack of 2015: the public key, taken for the secret of an HMAC. */
  @Test
  void takesNoPublicKeyForASecret() {
    String key = "{\"kty\": \"oct\", \"k\": \"" + base64(rsaPem) + "\"}";
    String forged = signed("HS256", "{\"admin\": true}", key);

    assertThat(decodeVerify(forged, "{\"cert\": " + quoted(rsaPem) + "}")).isEqualTo(UNVERIFIED);
    assertThat(call("io.jwt.verify_rs256", forged, rsaPem)).isEqualTo(BooleanValue.FALSE);
  }

  @Test
  void takesNoSecretForAnotherAlgorithm() {
    String token = signed("RS256", "{}", rsaKey);

    assertThat(decodeVerify(token, "{\"secret\": \"secret\"}")).isEqualTo(UNVERIFIED);
  }

  @Test
  void holdsClaimsAgainstConstraints() {
    String token =
        signed(
            "HS256",
            "{\"iss\": \"me\", \"aud\": [\"you\", \"them\"], \"nbf\": 10, \"exp\": 20}",
            SECRET);
    String right = "\"secret\": \"secret\", \"iss\": \"me\", \"aud\": \"you\"";

    assertThat(at(decodeVerify(token, "{" + right + ", \"time\": 15000000000}"), 0))
        .isEqualTo(BooleanValue.TRUE);
    assertThat(at(decodeVerify(token, "{" + right + ", \"time\": 10000000000}"), 0))
        .isEqualTo(BooleanValue.TRUE);
    assertThat(decodeVerify(token, "{" + right + ", \"time\": 9999999999}")).isEqualTo(UNVERIFIED);
    assertThat(decodeVerify(token, "{" + right + ", \"time\": 20000000000}")).isEqualTo(UNVERIFIED);
    assertThat(decodeVerify(token, "{" + right + ", \"alg\": \"HS512\", \"time\": 15000000000}"))
        .isEqualTo(UNVERIFIED);
    assertThat(decodeVerify(token, "{\"secret\": \"secret\", \"time\": 15000000000}"))
        .isEqualTo(UNVERIFIED);
    assertThat(
            decodeVerify(
                token, "{\"secret\": \"secret\", \"aud\": \"him\", \"time\": 15000000000}"))
        .isEqualTo(UNVERIFIED);
  }

  @Test
  void wantsExactlyOneKey() {
    String token = signed("HS256", "{}", SECRET);

    assertThat(error("io.jwt.decode_verify", token, json("{}"))).contains("no key constraint");
    assertThat(
            error(
                "io.jwt.decode_verify",
                token,
                json("{\"secret\": \"s\", \"cert\": " + quoted(rsaPem) + "}")))
        .contains("duplicate key constraints");
    assertThat(error("io.jwt.decode_verify", token, json("{\"secret\": \"s\", \"x\": 1}")))
        .contains("unknown token validation constraint: x");
  }

  @Test
  void understandsWhatIsCritical() {
    String token = signed("HS256", "{}", SECRET).replaceFirst("^[^.]*", "");
    String header = base64("{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}");

    assertThat(decodeVerify(header + token, "{\"secret\": \"secret\"}")).isEqualTo(UNVERIFIED);
  }

  @Test
  void takesTheKeyThatTheHeaderNames() throws Exception {
    String other =
        new RSAKey.Builder((RSAPublicKey) keys("RSA").getPublic())
            .keyID("b")
            .build()
            .toJSONString();
    String mine =
        RSAKey.parse(rsaKey).toPublicJWK().toJSONString().replaceFirst("\\{", "{\"kid\":\"a\",");
    String set = "{\"keys\": [" + other + ", " + mine + "]}";
    Value token =
        call(
            "io.jwt.encode_sign",
            json("{\"alg\": \"RS256\", \"kid\": \"a\"}"),
            json("{}"),
            json(rsaKey));
    Value misnamed =
        call(
            "io.jwt.encode_sign",
            json("{\"alg\": \"RS256\", \"kid\": \"b\"}"),
            json("{}"),
            json(rsaKey));

    assertThat(call("io.jwt.verify_rs256", token, set)).isEqualTo(BooleanValue.TRUE);
    assertThat(call("io.jwt.verify_rs256", misnamed, set)).isEqualTo(BooleanValue.FALSE);
  }

  @Test
  void takesTheLastOfEqualKeysAndRefusesWhatIsEncrypted() {
    String twice = base64("{\"alg\":\"HS256\"}") + "." + base64("{\"a\":1,\"a\":2}") + ".";

    assertThat(at(call("io.jwt.decode", twice), 1, "a")).isEqualTo(json("2"));
    assertThat(error("io.jwt.decode", base64("{\"enc\":\"x\"}") + "." + base64("{}") + "."))
        .contains("JWT is a JWE object, which is not supported");
    assertThat(error("io.jwt.decode", "a.b")).contains("must have 3 sections, found 2");
  }

  @Test
  void signsOnlyWithWhatFits() {
    assertThat(error("io.jwt.encode_sign", json("{\"alg\": \"RS256\"}"), json("{}"), json(SECRET)))
        .contains("invalid key type");
    assertThat(error("io.jwt.encode_sign", json("{\"alg\": \"none\"}"), json("{}"), json(SECRET)))
        .contains("unknown JWS algorithm: none");
  }
}
