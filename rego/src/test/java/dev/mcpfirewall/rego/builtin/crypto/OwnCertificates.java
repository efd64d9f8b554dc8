// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** Keys and certificates made by the tests themselves. */
public final class OwnCertificates {
  private static final AlgorithmIdentifier ECDSA_SHA256 =
      new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.2"));

  private OwnCertificates() {}

  /** A pair of keys of the JDK: RSA 2048, EC P-256, Ed25519. */
  public static KeyPair keys(String algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    switch (algorithm) {
      case "RSA" -> generator.initialize(2048);
      case "EC" -> generator.initialize(new ECGenParameterSpec("secp256r1"));
      default -> {}
    }
    return generator.generateKeyPair();
  }

  /**
   * A certificate for a key, signed with an EC key, valid until 2040.
   *
   * @param host a name of the subject; empty for an authority
   */
  public static byte[] certificate(
      String issuer, String subject, String host, KeyPair own, KeyPair signer)
      throws GeneralSecurityException, IOException {
    V3TBSCertificateGenerator body = new V3TBSCertificateGenerator();
    body.setSerialNumber(new ASN1Integer(BigInteger.valueOf(4711)));
    body.setIssuer(new X500Name("O=Test,CN=" + issuer));
    body.setSubject(new X500Name("O=Test,CN=" + subject));
    body.setStartDate(new Time(Date.from(Instant.parse("2024-01-01T00:00:00Z"))));
    body.setEndDate(new Time(Date.from(Instant.parse("2040-01-01T00:00:00Z"))));
    body.setSignature(ECDSA_SHA256);
    body.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(own.getPublic().getEncoded()));
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(host.isEmpty()));
    if (!host.isEmpty()) {
      extensions.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.dNSName, host),
                new GeneralName(GeneralName.iPAddress, "10.1.2.3"),
                new GeneralName(GeneralName.uniformResourceIdentifier, "spiffe://test/a%20b")
              }));
      extensions.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    }
    body.setExtensions(extensions.generate());
    byte[] signed = body.generateTBSCertificate().getEncoded();
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signer.getPrivate());
    signature.update(signed);
    ASN1EncodableVector all = new ASN1EncodableVector();
    all.add(body.generateTBSCertificate());
    all.add(ECDSA_SHA256);
    all.add(new DERBitString(signature.sign()));
    return new DERSequence(all).getEncoded();
  }

  /** A block of PEM. */
  public static String pem(String type, byte[] bytes) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + type
        + "-----\n";
  }
}
