// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;

/** Certificates and requests as Go writes its structures in JSON. Read by Bouncy Castle. */
final class CertificateJson {
  static final String MALFORMED = "x509: malformed certificate";

  private CertificateJson() {}

  /**
   * A certificate.
   *
   * @param uriStrings whether to add OPA's own member, {@code URIStrings}
   * @throws BuiltinError where the bytes are none
   */
  static ObjectValue certificate(byte[] der, boolean uriStrings) {
    try {
      Certificate certificate = Certificate.getInstance(Der.one(der, MALFORMED));
      TBSCertificate body = certificate.getTBSCertificate();
      GoObject out =
          new GoObject()
              .with("Raw", der)
              .with("RawTBSCertificate", body.getEncoded())
              .with("RawSubjectPublicKeyInfo", body.getSubjectPublicKeyInfo().getEncoded())
              .with("RawSubject", body.getSubject().getEncoded())
              .with("RawIssuer", body.getIssuer().getEncoded())
              .with("Signature", certificate.getSignature().getOctets())
              .with(
                  "SignatureAlgorithm",
                  PublicKeyJson.signature(certificate.getSignatureAlgorithm()))
              .with("PublicKeyAlgorithm", PublicKeyJson.algorithm(body.getSubjectPublicKeyInfo()))
              .with("PublicKey", PublicKeyJson.of(body.getSubjectPublicKeyInfo()))
              .with("Version", body.getVersionNumber())
              .with("SerialNumber", body.getSerialNumber().getValue())
              .with("Issuer", NameJson.of(body.getIssuer()))
              .with("Subject", NameJson.of(body.getSubject()))
              .with("NotBefore", time(body.getStartDate()))
              .with("NotAfter", time(body.getEndDate()));
      new ExtensionsJson(body.getExtensions(), out).write();
      if (uriStrings) {
        out.with("URIStrings", ExtensionsJson.names(body.getExtensions()).uriStrings());
      }
      return out.done();
    } catch (BuiltinError | LimitExceeded e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Whatever the library says of bytes that are no certificate.
      throw BuiltinError.failed(MALFORMED);
    }
  }

  private static String time(Time time) {
    return time.getDate().toInstant().toString();
  }

  /**
   * A request for a certificate.
   *
   * @throws BuiltinError where the bytes are none
   */
  static ObjectValue request(byte[] der) {
    String malformed = "asn1: structure error: malformed certificate request";
    try {
      CertificationRequest request = CertificationRequest.getInstance(Der.one(der, malformed));
      CertificationRequestInfo info = request.getCertificationRequestInfo();
      Extensions extensions = null;
      List<Value> attributes = new ArrayList<>();
      ASN1Set given = info.getAttributes();
      for (int i = 0; given != null && i < given.size(); i++) {
        Attribute attribute = Attribute.getInstance(given.getObjectAt(i));
        if (attribute.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)) {
          extensions = Extensions.getInstance(attribute.getAttrValues().getObjectAt(0));
          attribute(attribute, extensions).ifPresent(attributes::add);
        }
      }
      GoObject out =
          new GoObject()
              .with("Raw", der)
              .with("RawTBSCertificateRequest", info.getEncoded())
              .with("RawSubjectPublicKeyInfo", info.getSubjectPublicKeyInfo().getEncoded())
              .with("RawSubject", info.getSubject().getEncoded())
              .with("Version", info.getVersion().longValueExact())
              .with("Signature", request.getSignature().getOctets())
              .with("SignatureAlgorithm", PublicKeyJson.signature(request.getSignatureAlgorithm()))
              .with("PublicKeyAlgorithm", PublicKeyJson.algorithm(info.getSubjectPublicKeyInfo()))
              .with("PublicKey", PublicKeyJson.of(info.getSubjectPublicKeyInfo()))
              .with("Subject", NameJson.of(info.getSubject()))
              .with("Attributes", attributes)
              .with("Extensions", ExtensionsJson.written(extensions))
              .withNulls("ExtraExtensions");
      return ExtensionsJson.names(extensions).into(out).done();
    } catch (BuiltinError | LimitExceeded e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw BuiltinError.failed(malformed);
    }
  }

  /** As Go's old form has it, which knows no critical ones. */
  private static java.util.Optional<Value> attribute(Attribute attribute, Extensions extensions) {
    List<Value> pairs = new ArrayList<>();
    for (var id : extensions.getExtensionOIDs()) {
      if (extensions.getExtension(id).isCritical()) {
        return java.util.Optional.empty();
      }
      pairs.add(
          new GoObject()
              .with("Type", GoObject.numbers(id.getId()))
              .with("Value", extensions.getExtension(id).getExtnValue().getOctets())
              .done());
    }
    return java.util.Optional.of(
        new GoObject()
            .with("Type", GoObject.numbers(attribute.getAttrType().getId()))
            .with("Value", List.of(dev.mcpfirewall.rego.value.ArrayValue.of(pairs)))
            .done());
  }
}
