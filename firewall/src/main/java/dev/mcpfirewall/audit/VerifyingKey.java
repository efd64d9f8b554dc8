// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a signing key. Safe for use by any thread.
 *
 * @param id the first 16 bytes of the SHA-256 of its encoding (X.509 SubjectPublicKeyInfo), in hex
 * @param key the key
 */
record VerifyingKey(String id, PublicKey key) {
  private static final String PUBLIC = "PUBLIC KEY";

  static VerifyingKey of(PublicKey key) {
    MessageDigest sha256 = Chain.sha256();
    byte[] digest = sha256.digest(key.getEncoded());
    return new VerifyingKey(HexFormat.of().formatHex(Arrays.copyOf(digest, 16)), key);
  }

  /**
   * Reads the PEM block {@code PUBLIC KEY} in the text.
   *
   * @throws GeneralSecurityException if there is none, or it is no Ed25519 key
   */
  static VerifyingKey parse(String pem) throws GeneralSecurityException {
    return ofEncoded(Pem.decode(pem, PUBLIC));
  }

  /** Reads what {@link #base64} gave. */
  static VerifyingKey ofBase64(String base64) throws GeneralSecurityException {
    try {
      return ofEncoded(Base64.getUrlDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not base64", e);
    }
  }

  private static VerifyingKey ofEncoded(byte[] encoded) throws GeneralSecurityException {
    return of(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
  }

  String base64() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getEncoded());
  }

  String pem() {
    return Pem.encode(key.getEncoded(), PUBLIC);
  }

  /** Whether the signature, as {@link SigningKey#sign} gives it, is over this statement. */
  boolean verifies(byte[] statement, String signature) {
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(signature);
      // One spelling only: a changed last character must not decode to the same bytes.
      if (!Base64.getUrlEncoder().withoutPadding().encodeToString(decoded).equals(signature)) {
        return false;
      }
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(statement);
      return check.verify(decoded);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
