// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jwt;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.crypto.Pem;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keys written as a certificate, as a public key, or as JSON Web Keys. */
final class KeyText {
  /** Longer texts are refused. */
  private static final int MAX_TEXT = 1 << 20;

  private KeyText() {}

  /**
   * The keys of a text.
   *
   * @throws BuiltinError where it is neither
   */
  static List<KnownKey> keys(String text) {
    if (text.length() > MAX_TEXT) {
      throw new LimitExceeded("key longer than " + MAX_TEXT + " characters");
    }
    Optional<Pem> block = Pem.next(text, 0);
    if (block.isEmpty()) {
      return WebKeys.verifying(text);
    }
    Pem pem = block.get();
    if (pem.end() < text.length()) {
      throw BuiltinError.failed("extra data after a PEM certificate block");
    }
    return switch (pem.type()) {
      case "CERTIFICATE" -> List.of(new KnownKey(certificate(pem.bytes()), "", ""));
      case "PUBLIC KEY" -> List.of(new KnownKey(publicKey(pem.bytes()), "", ""));
      default -> throw BuiltinError.failed("failed to extract a Key from the PEM certificate");
    };
  }

  private static PublicKey certificate(byte[] der) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(der))
          .getPublicKey();
    } catch (GeneralSecurityException e) {
      throw BuiltinError.failed("failed to parse a PEM certificate: x509: malformed certificate");
    }
  }

  private static PublicKey publicKey(byte[] der) {
    return Stream.of("RSA", "EC", "EdDSA")
        .flatMap(algorithm -> publicKey(algorithm, der).stream())
        .findFirst()
        .orElseThrow(() ->
            BuiltinError.failed("failed to parse a PEM public key: x509: malformed public key"));
  }

  /** Empty where the key is of another algorithm, or none at all. */
  private static Optional<PublicKey> publicKey(String algorithm, byte[] der) {
    try {
      return Optional.of(
          KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
