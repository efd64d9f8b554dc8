// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.Value;
import java.io.IOException;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.math.ec.ECPoint;

/** Public keys and algorithms as Go numbers and shows them. */
final class PublicKeyJson {
  static final String RSA = "1.2.840.113549.1.1.1";
  static final String EC = "1.2.840.10045.2.1";
  static final String ED25519 = "1.3.101.112";
  private static final String DSA = "1.2.840.10040.4.1";
  private static final String PSS = "1.2.840.113549.1.1.10";

  /** Go knows no others. */
  static final Map<String, String> CURVES =
      Map.of(
          "1.3.132.0.33", "P-224",
          "1.2.840.10045.3.1.7", "P-256",
          "1.3.132.0.34", "P-384",
          "1.3.132.0.35", "P-521");

  private static final Map<String, Integer> KEY_ALGORITHMS =
      Map.of(RSA, 1, DSA, 2, EC, 3, ED25519, 4);

  private static final Map<String, Integer> SIGNATURES =
      Map.ofEntries(
          Map.entry("1.2.840.113549.1.1.4", 2),
          Map.entry("1.2.840.113549.1.1.5", 3),
          Map.entry("1.3.14.3.2.29", 3),
          Map.entry("1.2.840.113549.1.1.11", 4),
          Map.entry("1.2.840.113549.1.1.12", 5),
          Map.entry("1.2.840.113549.1.1.13", 6),
          Map.entry("1.2.840.10040.4.3", 7),
          Map.entry("2.16.840.1.101.3.4.3.2", 8),
          Map.entry("1.2.840.10045.4.1", 9),
          Map.entry("1.2.840.10045.4.3.2", 10),
          Map.entry("1.2.840.10045.4.3.3", 11),
          Map.entry("1.2.840.10045.4.3.4", 12),
          Map.entry(ED25519, 16));

  private static final Map<String, Integer> PSS_BY_HASH =
      Map.of(
          "2.16.840.1.101.3.4.2.1", 13,
          "2.16.840.1.101.3.4.2.2", 14,
          "2.16.840.1.101.3.4.2.3", 15);

  private PublicKeyJson() {}

  /** Go's number of a signature's algorithm; 0 where it knows none. */
  static int signature(AlgorithmIdentifier algorithm) {
    String id = algorithm.getAlgorithm().getId();
    return id.equals(PSS) && algorithm.getParameters() != null
        ? PSS_BY_HASH.getOrDefault(
            RSASSAPSSparams.getInstance(algorithm.getParameters())
                .getHashAlgorithm()
                .getAlgorithm()
                .getId(),
            0)
        : SIGNATURES.getOrDefault(id, 0);
  }

  /** Go's number of a key's algorithm; 0 where it knows none. */
  static int algorithm(SubjectPublicKeyInfo key) {
    return KEY_ALGORITHMS.getOrDefault(key.getAlgorithm().getAlgorithm().getId(), 0);
  }

  /** The key's parts; null where Go knows no such key. */
  static Value of(SubjectPublicKeyInfo key) throws IOException {
    return switch (key.getAlgorithm().getAlgorithm().getId()) {
      case RSA -> {
        RSAPublicKey rsa = RSAPublicKey.getInstance(key.parsePublicKey());
        yield new GoObject().with("N", rsa.getModulus()).with("E", rsa.getPublicExponent()).done();
      }
      case EC -> {
        X9ECParameters curve = curve(key.getAlgorithm());
        ECPoint point = curve.getCurve().decodePoint(key.getPublicKeyData().getBytes());
        yield new GoObject()
            .with("Curve", ObjectValue.EMPTY)
            .with("X", point.normalize().getAffineXCoord().toBigInteger())
            .with("Y", point.normalize().getAffineYCoord().toBigInteger())
            .done();
      }
      case DSA -> {
        DSAParameter dsa = DSAParameter.getInstance(key.getAlgorithm().getParameters());
        yield new GoObject()
            .with("P", dsa.getP())
            .with("Q", dsa.getQ())
            .with("G", dsa.getG())
            .with("Y", ASN1Integer.getInstance(key.parsePublicKey()).getValue())
            .done();
      }
      case ED25519 -> GoObject.bytes(key.getPublicKeyData().getBytes());
      default -> NullValue.NULL;
    };
  }

  /** The curve that an algorithm names. */
  static X9ECParameters curve(AlgorithmIdentifier algorithm) {
    if (algorithm.getParameters() instanceof ASN1ObjectIdentifier id
        && CURVES.containsKey(id.getId())) {
      return ECNamedCurveTable.getByOID(id);
    }
    throw BuiltinError.failed("x509: unsupported elliptic curve");
  }
}
