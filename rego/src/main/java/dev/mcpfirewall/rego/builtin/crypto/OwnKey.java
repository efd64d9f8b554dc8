// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.number.Arithmetic;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.ECPoint;

/** A private key, in its two written forms: as Go shows its structures, and as JSON Web Key. */
sealed interface OwnKey {
  int MAX_RSA_BITS = 16_384;

  /** As Go writes it in JSON. */
  Value shown();

  /** As JSON Web Key. */
  ObjectValue webKey();

  /** Its public part, as {@link PublicKeyJson} shows it. */
  Value publicPart();

  /** Two primes. */
  record Rsa(RSAPrivateKey key) implements OwnKey {
    @Override
    public Value shown() {
      return new GoObject()
          .with("N", key.getModulus())
          .with("E", key.getPublicExponent())
          .with("D", key.getPrivateExponent())
          .with("Primes", List.of(number(key.getPrime1()), number(key.getPrime2())))
          .with(
              "Precomputed",
              new GoObject()
                  .with("Dp", key.getExponent1())
                  .with("Dq", key.getExponent2())
                  .with("Qinv", key.getCoefficient())
                  .with("CRTValues", (Value) ArrayValue.EMPTY)
                  .done())
          .done();
    }

    @Override
    public ObjectValue webKey() {
      return new GoObject()
          .with("kty", "RSA")
          .with("n", base64(key.getModulus(), 0))
          .with("e", base64(key.getPublicExponent(), 0))
          .with("d", base64(key.getPrivateExponent(), 0))
          .with("p", base64(key.getPrime1(), 0))
          .with("q", base64(key.getPrime2(), 0))
          .with("dp", base64(key.getExponent1(), 0))
          .with("dq", base64(key.getExponent2(), 0))
          .with("qi", base64(key.getCoefficient(), 0))
          .done();
    }

    @Override
    public Value publicPart() {
      return new GoObject().with("N", key.getModulus()).with("E", key.getPublicExponent()).done();
    }
  }

  /** A number and its point. */
  record Curved(String curve, int bits, BigInteger d, BigInteger x, BigInteger y)
      implements OwnKey {
    @Override
    public Value shown() {
      return new GoObject()
          .with("Curve", ObjectValue.EMPTY)
          .with("X", x)
          .with("Y", y)
          .with("D", d)
          .done();
    }

    @Override
    public ObjectValue webKey() {
      int length = (bits + 7) / 8;
      return new GoObject()
          .with("kty", "EC")
          .with("crv", curve)
          .with("x", base64(x, length))
          .with("y", base64(y, length))
          .with("d", base64(d, length))
          .done();
    }

    @Override
    public Value publicPart() {
      return new GoObject().with("Curve", ObjectValue.EMPTY).with("X", x).with("Y", y).done();
    }
  }

  /** A seed and its point. */
  record Edwards(byte[] seed, byte[] point) implements OwnKey {
    @Override
    public Value shown() {
      byte[] both = Arrays.copyOf(seed, 64);
      System.arraycopy(point, 0, both, 32, 32);
      return GoObject.bytes(both);
    }

    @Override
    public ObjectValue webKey() {
      Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
      return new GoObject()
          .with("kty", "OKP")
          .with("crv", "Ed25519")
          .with("x", base64.encodeToString(point))
          .with("d", base64.encodeToString(seed))
          .done();
    }

    @Override
    public Value publicPart() {
      return GoObject.bytes(point);
    }
  }

  /**
   * The key of a PEM block.
   *
   * @throws BuiltinError where there is none
   */
  static OwnKey of(Pem pem) {
    String malformed = "x509: failed to parse private key";
    byte[] der = Der.one(pem.bytes(), malformed);
    try {
      return switch (pem.type()) {
        case "RSA PRIVATE KEY" -> rsa(RSAPrivateKey.getInstance(der));
        case "EC PRIVATE KEY" -> {
          ECPrivateKey key = ECPrivateKey.getInstance(der);
          yield curved(
              key,
              new AlgorithmIdentifier(
                  X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()));
        }
        default -> wrapped(PrivateKeyInfo.getInstance(der));
      };
    } catch (BuiltinError | LimitExceeded e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw BuiltinError.failed(malformed);
    }
  }

  private static OwnKey wrapped(PrivateKeyInfo info) throws IOException {
    AlgorithmIdentifier algorithm = info.getPrivateKeyAlgorithm();
    String id = algorithm.getAlgorithm().getId();
    return switch (id) {
      case PublicKeyJson.RSA -> rsa(RSAPrivateKey.getInstance(info.parsePrivateKey()));
      case PublicKeyJson.EC -> curved(ECPrivateKey.getInstance(info.parsePrivateKey()), algorithm);
      case PublicKeyJson.ED25519 -> {
        byte[] seed = ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets();
        yield new Edwards(
            seed, new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded());
      }
      default ->
          throw BuiltinError.failed(
              "x509: PKCS#8 wrapping contained private key with unknown algorithm: " + id);
    };
  }

  private static OwnKey rsa(RSAPrivateKey key) {
    if (key.getModulus().bitLength() > MAX_RSA_BITS
        || !key.getPrime1().multiply(key.getPrime2()).equals(key.getModulus())) {
      throw BuiltinError.failed("crypto/rsa: invalid modulus");
    }
    return new Rsa(key);
  }

  private static OwnKey curved(ECPrivateKey key, AlgorithmIdentifier algorithm) {
    X9ECParameters curve = PublicKeyJson.curve(algorithm);
    BigInteger d = key.getKey();
    if (d.signum() <= 0 || d.compareTo(curve.getN()) >= 0) {
      throw BuiltinError.failed("x509: invalid elliptic curve private key value");
    }
    ECPoint point = curve.getG().multiply(d).normalize();
    return new Curved(
        PublicKeyJson.CURVES.getOrDefault(algorithm.getParameters().toString(), ""),
        curve.getCurve().getFieldSize(),
        d,
        point.getAffineXCoord().toBigInteger(),
        point.getAffineYCoord().toBigInteger());
  }

  private static Value number(BigInteger value) {
    return Arithmetic.bounded(new BigDecimal(value));
  }

  private static Value base64(BigInteger value, int length) {
    byte[] bytes = value.toByteArray();
    int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    byte[] out = new byte[Math.max(length, bytes.length - from)];
    System.arraycopy(bytes, from, out, out.length - (bytes.length - from), bytes.length - from);
    return StringValue.of(Base64.getUrlEncoder().withoutPadding().encodeToString(out));
  }
}
