// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * An Ed25519 key pair. Safe for use by any thread. Making one, reading one and signing cost between
 * 0.1 and some tens of milliseconds: never on a session's thread.
 */
final class SigningKey {
  private static final String PRIVATE = "PRIVATE KEY";

  private final PrivateKey secret;
  private final VerifyingKey open;

  private SigningKey(PrivateKey secret, VerifyingKey open) {
    this.secret = secret;
    this.open = open;
  }

  /** A new pair. */
  static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new SigningKey(pair.getPrivate(), VerifyingKey.of(pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519", e);
    }
  }

  /**
   * Reads what {@link #pem} wrote.
   *
   * @throws GeneralSecurityException if it is no such thing, or its two halves do not fit
   */
  static SigningKey parse(String pem) throws GeneralSecurityException {
    byte[] encoded = Pem.decode(pem, PRIVATE);
    PrivateKey secret =
        KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    SigningKey key = new SigningKey(secret, VerifyingKey.parse(pem));
    byte[] probe = "probe".getBytes(StandardCharsets.US_ASCII);
    if (!key.open.verifies(probe, key.sign(probe))) {
      throw new GeneralSecurityException("the private and the public key do not belong together");
    }
    return key;
  }

  /** Both halves in one text, so that they are always read and replaced together. */
  String pem() {
    return Pem.encode(secret.getEncoded(), PRIVATE) + open.pem();
  }

  VerifyingKey open() {
    return open;
  }

  /** The signature, in base64url without padding. */
  String sign(byte[] statement) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(statement);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + open.id() + "]";
  }
}
