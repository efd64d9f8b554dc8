// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jwt;

import dev.mcpfirewall.rego.builtin.crypto.Hashes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/**
 * The algorithms of signatures (RFC 7518, 3.1; RFC 8037). There is no {@code none}: it is unknown.
 * Each takes keys of its own kind only, so a public key is never taken for a secret.
 */
enum Algorithm {
  HS256(Family.HMAC, 256),
  HS384(Family.HMAC, 384),
  HS512(Family.HMAC, 512),
  RS256(Family.RSA, 256),
  RS384(Family.RSA, 384),
  RS512(Family.RSA, 512),
  PS256(Family.PSS, 256),
  PS384(Family.PSS, 384),
  PS512(Family.PSS, 512),
  ES256(Family.ECDSA, 256),
  ES384(Family.ECDSA, 384),
  ES512(Family.ECDSA, 512),
  EDDSA(Family.EDDSA, 0);

  private enum Family {
    HMAC,
    RSA,
    PSS,
    ECDSA,
    EDDSA
  }

  /** More is no key but an attack on our time. */
  private static final int MAX_RSA_BITS = 16_384;

  private static final Map<String, Algorithm> BY_NAME =
      Stream.of(values()).collect(Collectors.toMap(Algorithm::spelling, Function.identity()));

  private final Family family;
  private final int bits;

  Algorithm(Family family, int bits) {
    this.family = family;
    this.bits = bits;
  }

  /** The algorithm of a name, spelt exactly. */
  static Optional<Algorithm> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  private String spelling() {
    return this == EDDSA ? "EdDSA" : name();
  }

  /** Whether the signature is of the text and the key; false for keys of another kind. */
  boolean verifies(Key key, byte[] text, byte[] signature) {
    try {
      return switch (family) {
        case HMAC ->
            key instanceof SecretKey secret
                && MessageDigest.isEqual(mac(secret.getEncoded(), text), signature);
        case RSA -> key instanceof RSAPublicKey rsa && rsa(rsa, text, signature);
        case PSS -> key instanceof RSAPublicKey rsa && pss(rsa, text, signature);
        case ECDSA -> key instanceof ECPublicKey ec && verify(ecdsa(), ec, text, der(signature));
        case EDDSA ->
            key instanceof EdECPublicKey ed
                && verify(Signature.getInstance("Ed25519"), ed, text, signature);
      };
    } catch (GeneralSecurityException e) {
      // What the JDK says of a signature of the wrong form.
      return false;
    }
  }

  /**
   * Signs.
   *
   * @throws GeneralSecurityException where the key is of another kind
   */
  byte[] sign(Key key, byte[] text) throws GeneralSecurityException {
    if (family == Family.HMAC && key instanceof SecretKey secret) {
      return mac(secret.getEncoded(), text);
    }
    if (family == Family.HMAC || !(key instanceof PrivateKey own)) {
      throw new GeneralSecurityException("invalid key type for " + spelling());
    }
    Signature signature =
        switch (family) {
          case HMAC, RSA -> Signature.getInstance("SHA" + bits + "withRSA");
          case PSS -> salted(bits / 8);
          case ECDSA -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
          case EDDSA -> Signature.getInstance("Ed25519");
        };
    signature.initSign(own);
    signature.update(text);
    return signature.sign();
  }

  private byte[] mac(byte[] secret, byte[] text) {
    return Hashes.mac("HmacSHA" + bits, secret, text);
  }

  private Signature ecdsa() throws GeneralSecurityException {
    return Signature.getInstance("SHA" + bits + "withECDSA");
  }

  private boolean rsa(RSAPublicKey key, byte[] text, byte[] signature)
      throws GeneralSecurityException {
    return key.getModulus().bitLength() <= MAX_RSA_BITS
        && verify(Signature.getInstance("SHA" + bits + "withRSA"), key, text, signature);
  }

  /** With a salt as long as the hash, as RFC 7518 wants it, or of another length in use. */
  private boolean pss(RSAPublicKey key, byte[] text, byte[] signature)
      throws GeneralSecurityException {
    int hash = bits / 8;
    int longest = (key.getModulus().bitLength() + 6) / 8 - hash - 2;
    if (key.getModulus().bitLength() > MAX_RSA_BITS || longest < 0) {
      return false;
    }
    for (int salt : new int[] {hash, longest, 20, 0}) {
      if (salt <= longest && verify(salted(salt), key, text, signature)) {
        return true;
      }
    }
    return false;
  }

  private Signature salted(int length) throws GeneralSecurityException {
    String hash = "SHA-" + bits;
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec(
            hash, "MGF1", new MGF1ParameterSpec(hash), length, PSSParameterSpec.TRAILER_FIELD_BC));
    return signature;
  }

  private static boolean verify(Signature by, PublicKey key, byte[] text, byte[] signature)
      throws GeneralSecurityException {
    by.initVerify(key);
    by.update(text);
    return by.verify(signature);
  }

  /** Two numbers of the same length, in the form that the JDK reads. */
  private static byte[] der(byte[] signature) throws GeneralSecurityException {
    if (signature.length > 256) {
      throw new GeneralSecurityException("signature too long");
    }
    int half = signature.length / 2;
    byte[] r = new BigInteger(1, Arrays.copyOfRange(signature, 0, half)).toByteArray();
    byte[] s =
        new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length)).toByteArray();
    int length = 4 + r.length + s.length;
    byte[] der = new byte[(length < 128 ? 2 : 3) + length];
    int at = 0;
    der[at++] = 0x30;
    if (length >= 128) {
      der[at++] = (byte) 0x81;
    }
    der[at++] = (byte) length;
    for (byte[] number : new byte[][] {r, s}) {
      der[at++] = 2;
      der[at++] = (byte) number.length;
      System.arraycopy(number, 0, der, at, number.length);
      at += number.length;
    }
    return der;
  }
}
