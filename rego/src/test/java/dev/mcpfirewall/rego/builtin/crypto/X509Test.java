// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import static dev.mcpfirewall.rego.builtin.PolicyCalls.at;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.call;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.error;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.json;
import static dev.mcpfirewall.rego.builtin.crypto.OwnCertificates.certificate;
import static dev.mcpfirewall.rego.builtin.crypto.OwnCertificates.keys;
import static dev.mcpfirewall.rego.builtin.crypto.OwnCertificates.pem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.Value;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class X509Test {
  private static final String PARSE = "crypto.x509.parse_certificates";
  private static final String VERIFY = "crypto.x509.parse_and_verify_certificates";
  private static final String VERIFY_WITH = VERIFY + "_with_options";

  private static byte[] root = {};
  private static byte[] intermediate = {};
  private static byte[] leaf = {};
  private static byte[] stranger = {};

  @BeforeAll
  static void make() throws Exception {
    KeyPair rootKeys = keys("EC");
    KeyPair middleKeys = keys("EC");
    KeyPair leafKeys = keys("EC");
    root = certificate("root", "root", "", rootKeys, rootKeys);
    intermediate = certificate("root", "middle", "", middleKeys, rootKeys);
    leaf = certificate("middle", "leaf", "www.test.example", leafKeys, middleKeys);
    KeyPair others = keys("EC");
    stranger = certificate("root", "root", "", others, others);
  }

  private static String chain(byte[]... ders) {
    StringBuilder all = new StringBuilder();
    Arrays.stream(ders).forEach(d -> all.append(pem("CERTIFICATE", d)));
    return all.toString();
  }

  @Test
  void showsACertificateAsGoDoes() {
    Value shown = at(call(PARSE, chain(leaf)), 0);

    assertThat(at(shown, "Subject", "CommonName")).isEqualTo(json("\"leaf\""));
    assertThat(at(shown, "Subject", "Organization")).isEqualTo(json("[\"Test\"]"));
    assertThat(at(shown, "Subject", "Country")).isEqualTo(NullValue.NULL);
    assertThat(at(shown, "SerialNumber")).isEqualTo(json("4711"));
    assertThat(at(shown, "NotAfter")).isEqualTo(json("\"2040-01-01T00:00:00Z\""));
    assertThat(at(shown, "SignatureAlgorithm")).isEqualTo(json("10"));
    assertThat(at(shown, "PublicKeyAlgorithm")).isEqualTo(json("3"));
    assertThat(at(shown, "DNSNames")).isEqualTo(json("[\"www.test.example\"]"));
    assertThat(at(shown, "IPAddresses")).isEqualTo(json("[\"10.1.2.3\"]"));
    assertThat(at(shown, "URIStrings")).isEqualTo(json("[\"spiffe://test/a%20b\"]"));
    assertThat(at(shown, "URIs", 0, "Path")).isEqualTo(json("\"/a b\""));
    assertThat(at(shown, "ExtKeyUsage")).isEqualTo(json("[1]"));
    assertThat(at(shown, "IsCA")).isEqualTo(BooleanValue.FALSE);
    assertThat(at(shown, "MaxPathLen")).isEqualTo(json("-1"));
    assertThat(at(shown, "Raw"))
        .isEqualTo(json("\"" + Base64.getEncoder().encodeToString(leaf) + "\""));
  }

  @Test
  void readsPemAndBase64OfBoth() {
    Value all = call(PARSE, chain(root, leaf));
    String base64Pem = Base64.getEncoder().encodeToString(chain(root, leaf).getBytes(UTF_8));
    byte[] both = Arrays.copyOf(root, root.length + leaf.length);
    System.arraycopy(leaf, 0, both, root.length, leaf.length);

    assertThat(call(PARSE, base64Pem)).isEqualTo(all);
    assertThat(call(PARSE, Base64.getEncoder().encodeToString(both))).isEqualTo(all);
  }

  @Test
  void saysWhatIsNoCertificate() {
    assertThat(error(PARSE, "YmFkc3RyaW5n")).contains(PARSE + ": x509: malformed certificate");
    assertThat(error(PARSE, pem("PRIVATE KEY", root)))
        .contains("PEM block type is 'PRIVATE KEY', expected CERTIFICATE");
    assertThat(error(PARSE, "%")).contains("illegal base64 data at input byte 0");
  }

  @Test
  void survivesEveryByteChangedOrCut() {
    for (int i = 0; i < leaf.length; i++) {
      byte[] changed = leaf.clone();
      changed[i] ^= (byte) 0x55;
      // Cut to nothing, the chain would end with the intermediate, and hold.
      byte[] cut = Arrays.copyOf(leaf, Math.max(1, i));

      assertThat(at(call(VERIFY, chain(root, intermediate, changed)), 0))
          .isEqualTo(BooleanValue.FALSE);
      assertThat(at(call(VERIFY, chain(root, intermediate, cut)), 0)).isEqualTo(BooleanValue.FALSE);
    }
  }

  @Test
  void refusesNestingThatWouldEatTheStack() {
    byte[] deep = new byte[200_000];
    int at = 0;
    for (int left = deep.length - 5; at < deep.length - 5; left -= 5) {
      deep[at++] = 0x30;
      deep[at++] = (byte) 0x83;
      deep[at++] = (byte) (left >> 16);
      deep[at++] = (byte) (left >> 8);
      deep[at++] = (byte) left;
    }

    assertThat(error(PARSE, Base64.getEncoder().encodeToString(deep)))
        .contains("eval_limit_error: DER nested deeper");
  }

  @Test
  void verifiesAChainFromTheRootToTheLeaf() {
    Value verified = call(VERIFY, chain(root, intermediate, leaf));

    assertThat(at(verified, 0)).isEqualTo(BooleanValue.TRUE);
    assertThat(at(verified, 1, 0, "Subject", "CommonName")).isEqualTo(json("\"leaf\""));
    assertThat(at(verified, 1, 2, "Subject", "CommonName")).isEqualTo(json("\"root\""));
  }

  @Test
  void verifiesNoOther() {
    Value no = ArrayValue.of(BooleanValue.FALSE, ArrayValue.EMPTY);

    assertThat(call(VERIFY, chain(stranger, intermediate, leaf))).isEqualTo(no);
    assertThat(call(VERIFY, chain(root, leaf))).isEqualTo(no);
    assertThat(call(VERIFY, chain(leaf))).isEqualTo(no);
    assertThat(call(VERIFY, "")).isEqualTo(no);
  }

  @Test
  void asksForHostTimeAndUsage() {
    String all = chain(root, intermediate, leaf);

    assertThat(valid(all, "{\"DNSName\": \"www.test.example\"}")).isTrue();
    assertThat(valid(all, "{\"DNSName\": \"10.1.2.3\"}")).isTrue();
    assertThat(valid(all, "{\"DNSName\": \"test.example\"}")).isFalse();
    assertThat(valid(all, "{\"CurrentTime\": 1893456000000000000}")).isTrue();
    assertThat(valid(all, "{\"CurrentTime\": 4070908800000000000}")).isFalse();
    assertThat(valid(all, "{\"KeyUsages\": [\"KeyUsageClientAuth\"]}")).isFalse();
    assertThat(valid(all, "{\"KeyUsages\": [\"KeyUsageAny\"]}")).isTrue();
    assertThat(error(VERIFY_WITH, all, json("{\"KeyUsages\": [\"x\"]}")))
        .contains("invalid entries for 'KeyUsages' found: [x]");
    assertThat(error(VERIFY_WITH, all, json("{\"x\": 1}"))).contains("invalid key option");
  }

  private static boolean valid(String chain, String options) {
    return at(call(VERIFY_WITH, chain, json(options)), 0) == BooleanValue.TRUE;
  }

  @Test
  void readsPrivateKeysOfEachKind() throws Exception {
    KeyPair rsa = keys("RSA");
    KeyPair ec = keys("EC");
    KeyPair edwards = keys("Ed25519");
    String all =
        pem("PRIVATE KEY", rsa.getPrivate().getEncoded())
            + pem("PRIVATE KEY", ec.getPrivate().getEncoded())
            + pem("PRIVATE KEY", edwards.getPrivate().getEncoded());
    var numbers = (java.security.interfaces.RSAPrivateCrtKey) rsa.getPrivate();

    Value keys = call("crypto.parse_private_keys", all);

    assertThat(at(keys, 0, "N")).isEqualTo(json(numbers.getModulus().toString()));
    assertThat(at(keys, 0, "Primes", 1)).isEqualTo(json(numbers.getPrimeQ().toString()));
    var point = ((java.security.interfaces.ECPublicKey) ec.getPublic()).getW();
    assertThat(at(keys, 1, "X")).isEqualTo(json(point.getAffineX().toString()));
    assertThat(at(keys, 2).typeName()).isEqualTo("string");
    assertThat(call("crypto.parse_private_keys", "")).isEqualTo(NullValue.NULL);
  }

  @Test
  void matchesAKeyWithItsCertificate() throws Exception {
    KeyPair own = keys("EC");
    String certificate = pem("CERTIFICATE", certificate("me", "me", "a.example", own, own));
    String key = pem("PRIVATE KEY", own.getPrivate().getEncoded());
    String other = pem("PRIVATE KEY", keys("EC").getPrivate().getEncoded());

    assertThat(at(call("crypto.x509.parse_keypair", certificate, key), "Leaf", "IsCA"))
        .isEqualTo(BooleanValue.FALSE);
    assertThat(error("crypto.x509.parse_keypair", certificate, other))
        .contains("tls: private key does not match public key");
  }
}
