// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code crypto.x509.*} and {@code crypto.parse_private_keys}. Reading is done by Bouncy Castle,
 * which is loaded by the first call; paths are checked by the JDK.
 */
public final class X509 {
  /** Longer texts are refused. */
  private static final int MAX_TEXT = 1 << 20;

  private static final int STEPS_A_CERTIFICATE = 100;
  private static final String MEMBERS = "object[string: any]";
  private static final Value UNVERIFIED = ArrayValue.of(BooleanValue.FALSE, ArrayValue.EMPTY);

  private X509() {}

  /** The family. */
  public static List<Builtin> list() {
    String verified = "array<boolean, array[" + MEMBERS + "]>";
    return List.of(
        new Builtin(
            "crypto.x509.parse_certificates",
            "(certs: string) array[" + MEMBERS + "]",
            (Builtin.Of1) (in, certs) -> shown(in, certificates(bounded(in, certs, 1)), true)),
        new Builtin(
            "crypto.x509.parse_and_verify_certificates",
            "(certs: string) " + verified,
            (Builtin.Of1)
                (in, certs) -> verify(in, bounded(in, certs, 1), ObjectValue.EMPTY, true)),
        new Builtin(
            "crypto.x509.parse_and_verify_certificates_with_options",
            "(certs: string, options: " + MEMBERS + ") " + verified,
            (Builtin.Of2)
                (in, certs, options) ->
                    verify(in, bounded(in, certs, 1), Operand.object(options, 2), false)),
        new Builtin(
            "crypto.x509.parse_certificate_request",
            "(csr: string) " + MEMBERS,
            (Builtin.Of1) (in, csr) -> request(bounded(in, csr, 1))),
        new Builtin(
            "crypto.x509.parse_keypair",
            "(cert: string, pem: string) " + MEMBERS,
            (Builtin.Of2)
                (in, cert, key) -> keyPair(in, bounded(in, cert, 1), bounded(in, key, 1))),
        new Builtin(
            "crypto.x509.parse_rsa_private_key",
            "(pem: string) " + MEMBERS,
            (Builtin.Of1) (in, pem) -> webKey(bounded(in, pem, 1))),
        new Builtin(
            "crypto.parse_private_keys",
            "(keys: string) array[" + MEMBERS + "]",
            (Builtin.Of1) (in, keys) -> privateKeys(bounded(in, keys, 1))));
  }

  private static String bounded(Evaluation in, Value value, int position) {
    String text = Operand.string(value, position);
    if (text.length() > MAX_TEXT) {
      throw new LimitExceeded("text longer than " + MAX_TEXT + " characters");
    }
    in.spend(1 + text.length() / 16);
    return text;
  }

  private static Value shown(Evaluation in, List<byte[]> ders, boolean uriStrings) {
    List<Value> all = new ArrayList<>();
    for (byte[] der : ders) {
      in.spend(STEPS_A_CERTIFICATE);
      all.add(CertificateJson.certificate(der, uriStrings));
    }
    return ArrayValue.of(all);
  }

  /** The bytes of each certificate: PEM, or base64 of PEM or of DER. */
  private static List<byte[]> certificates(String text) {
    if (Pem.is(text)) {
      return fromPem(text);
    }
    byte[] bytes = Base64Text.standard(text);
    String decoded = new String(bytes, ISO_8859_1);
    return Pem.is(decoded) ? fromPem(decoded) : Der.values(bytes, CertificateJson.MALFORMED);
  }

  private static List<byte[]> fromPem(String text) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Optional<Pem> block = Pem.next(text, 0);
    while (block.isPresent()) {
      Pem pem = block.get();
      if (!pem.type().equals("CERTIFICATE")) {
        throw BuiltinError.failed("PEM block type is '" + pem.type() + "', expected CERTIFICATE");
      }
      all.writeBytes(pem.bytes());
      block = Pem.next(text, pem.end());
    }
    return Der.values(all.toByteArray(), CertificateJson.MALFORMED);
  }

  private static Value verify(Evaluation in, String text, ObjectValue options, boolean uriStrings) {
    List<byte[]> ders;
    try {
      ders = certificates(text);
      // Before the options, as OPA does: what is no certificate does not verify.
      shown(in, ders, false);
    } catch (BuiltinError e) {
      return UNVERIFIED;
    }
    long now = in.nowNanos();
    CertificateChain chain = VerifyOptions.of(options, Instant.ofEpochSecond(0, now));
    return chain
        .path(ders, in::spend)
        .<Value>map(path -> ArrayValue.of(BooleanValue.TRUE, shown(in, path, uriStrings)))
        .orElse(UNVERIFIED);
  }

  private static Value request(String text) {
    byte[] bytes =
        text.startsWith("-----BEGIN CERTIFICATE REQUEST-----")
            ? text.getBytes(ISO_8859_1)
            : Base64Text.standard(text);
    Optional<Pem> pem = Pem.next(new String(bytes, ISO_8859_1), 0);
    if (pem.isPresent() && !pem.get().type().equals("CERTIFICATE REQUEST")) {
      throw BuiltinError.failed("invalid PEM-encoded certificate signing request");
    }
    return CertificateJson.request(pem.map(Pem::bytes).orElse(bytes));
  }

  private static Value webKey(String text) {
    if (text.isEmpty()) {
      throw BuiltinError.failed("input PEM data was empty");
    }
    List<OwnKey> keys =
        keys(Pem.is(text) ? text : new String(Base64Text.standard(text), ISO_8859_1));
    return keys.isEmpty() ? NullValue.NULL : keys.getFirst().webKey();
  }

  private static Value privateKeys(String text) {
    return text.isEmpty()
        ? NullValue.NULL
        : ArrayValue.of(keys(text).stream().map(OwnKey::shown).toList());
  }

  private static List<OwnKey> keys(String text) {
    String pems = text;
    try {
      pems = new String(Base64Text.standard(text), ISO_8859_1);
    } catch (BuiltinError notBase64) {
      // Then it is PEM as it is.
      pems = text;
    }
    List<OwnKey> keys = new ArrayList<>();
    Optional<Pem> block = Pem.next(pems, 0);
    while (block.isPresent()) {
      if (Set.of("RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY").contains(block.get().type())) {
        keys.add(OwnKey.of(block.get()));
      }
      block = Pem.next(pems, block.get().end());
    }
    return keys;
  }

  private static Value keyPair(Evaluation in, String certificate, String key) {
    List<Value> ders = new ArrayList<>();
    byte[] leaf = null;
    for (Pem pem : blocks(certificate, "CERTIFICATE")) {
      if (pem.type().equals("CERTIFICATE")) {
        leaf = leaf == null ? pem.bytes() : leaf;
        ders.add(GoObject.bytes(pem.bytes()));
      }
    }
    if (leaf == null) {
      throw BuiltinError.failed("tls: failed to find any PEM data in certificate input");
    }
    OwnKey own =
        blocks(key, "PRIVATE KEY").stream()
            .filter(p -> p.type().endsWith("PRIVATE KEY"))
            .findFirst()
            .map(OwnKey::of)
            .orElseThrow(
                () -> BuiltinError.failed("tls: failed to find any PEM data in key input"));
    in.spend(STEPS_A_CERTIFICATE);
    ObjectValue shown = CertificateJson.certificate(leaf, false);
    if (!own.publicPart().equals(shown.find(StringValue.of("PublicKey")))) {
      throw BuiltinError.failed("tls: private key does not match public key");
    }
    return new GoObject()
        .with("Certificate", ders)
        .with("PrivateKey", own.shown())
        .withNulls("SupportedSignatureAlgorithms", "OCSPStaple", "SignedCertificateTimestamps")
        .with("Leaf", shown)
        .done();
  }

  /** The blocks of PEM, or of base64 of PEM; base64 of DER is one block of the type. */
  private static List<Pem> blocks(String text, String type) {
    String pems = text;
    if (!Pem.is(text)) {
      byte[] bytes = Base64Text.standard(text);
      pems = new String(bytes, ISO_8859_1);
      if (!Pem.is(pems)) {
        return List.of(new Pem(type, bytes, 0));
      }
    }
    List<Pem> all = new ArrayList<>();
    Optional<Pem> block = Pem.next(pems, 0);
    while (block.isPresent()) {
      all.add(block.get());
      block = Pem.next(pems, block.get().end());
    }
    return all;
  }
}
