// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.jspecify.annotations.Nullable;

/** The extensions of a certificate as Go's {@code x509.Certificate} has them. */
final class ExtensionsJson {
  private static final Set<String> HANDLED =
      Set.of(
          "2.5.29.14",
          "2.5.29.15",
          "2.5.29.17",
          "2.5.29.19",
          "2.5.29.30",
          "2.5.29.31",
          "2.5.29.32",
          "2.5.29.33",
          "2.5.29.35",
          "2.5.29.36",
          "2.5.29.37",
          "2.5.29.54",
          "1.3.6.1.5.5.7.1.1");

  /** Go's numbers of the usages. */
  static final Map<String, Integer> USAGES =
      Map.ofEntries(
          Map.entry("2.5.29.37.0", 0),
          Map.entry("1.3.6.1.5.5.7.3.1", 1),
          Map.entry("1.3.6.1.5.5.7.3.2", 2),
          Map.entry("1.3.6.1.5.5.7.3.3", 3),
          Map.entry("1.3.6.1.5.5.7.3.4", 4),
          Map.entry("1.3.6.1.5.5.7.3.5", 5),
          Map.entry("1.3.6.1.5.5.7.3.6", 6),
          Map.entry("1.3.6.1.5.5.7.3.7", 7),
          Map.entry("1.3.6.1.5.5.7.3.8", 8),
          Map.entry("1.3.6.1.5.5.7.3.9", 9),
          Map.entry("1.3.6.1.4.1.311.10.3.3", 10),
          Map.entry("2.16.840.1.113730.4.1", 11),
          Map.entry("1.3.6.1.4.1.311.2.1.22", 12),
          Map.entry("1.3.6.1.4.1.311.61.1.1", 13));

  private final @Nullable Extensions extensions;
  private final GoObject out;

  ExtensionsJson(@Nullable Extensions extensions, GoObject out) {
    this.extensions = extensions;
    this.out = out;
  }

  void write() {
    List<Value> unhandled = new ArrayList<>();
    for (Extension extension : list(extensions)) {
      if (extension.isCritical() && !HANDLED.contains(extension.getExtnId().getId())) {
        unhandled.add(GoObject.numbers(extension.getExtnId().getId()));
      }
    }
    out.with("Extensions", written(extensions))
        .withNulls("ExtraExtensions")
        .with("UnhandledCriticalExtensions", unhandled);
    usages();
    constraints();
    identifiers();
    names();
    nameConstraints();
    policies();
  }

  static List<Value> written(@Nullable Extensions extensions) {
    return list(extensions).stream()
        .<Value>map(e ->
            new GoObject()
                .with("Id", GoObject.numbers(e.getExtnId().getId()))
                .with("Critical", e.isCritical())
                .with("Value", e.getExtnValue().getOctets())
                .done())
        .toList();
  }

  private static List<Extension> list(@Nullable Extensions extensions) {
    return extensions == null
        ? List.of()
        : Arrays.stream(extensions.getExtensionOIDs()).map(extensions::getExtension).toList();
  }

  private @Nullable Extension find(ASN1ObjectIdentifier id) {
    return extensions == null ? null : extensions.getExtension(id);
  }

  private void usages() {
    int usage = 0;
    Extension keyUsage = find(Extension.keyUsage);
    if (keyUsage != null) {
      ASN1BitString bits = ASN1BitString.getInstance(keyUsage.getParsedValue());
      byte[] bytes = bits.getBytes();
      for (int i = 0; i < Math.min(9, bytes.length * 8); i++) {
        usage |= (bytes[i / 8] >> 7 - i % 8 & 1) << i;
      }
    }
    List<Value> known = new ArrayList<>();
    List<Value> unknown = new ArrayList<>();
    Extension extended = find(Extension.extendedKeyUsage);
    if (extended != null) {
      for (KeyPurposeId id : ExtendedKeyUsage.getInstance(extended.getParsedValue()).getUsages()) {
        Integer number = USAGES.get(id.getId());
        if (number == null) {
          unknown.add(GoObject.numbers(id.getId()));
        } else {
          known.add(NumberValue.of(number));
        }
      }
    }
    out.with("KeyUsage", usage).with("ExtKeyUsage", known).with("UnknownExtKeyUsage", unknown);
  }

  private void constraints() {
    Extension extension = find(Extension.basicConstraints);
    boolean ca = false;
    long length = 0;
    if (extension != null) {
      BasicConstraints basic = BasicConstraints.getInstance(extension.getParsedValue());
      ASN1Integer most = basic.getPathLenConstraintInteger();
      ca = basic.isCA();
      length = most == null ? -1 : most.longValueExact();
    }
    out.with("BasicConstraintsValid", extension != null)
        .with("IsCA", ca)
        .with("MaxPathLen", length)
        .with("MaxPathLenZero", extension != null && length == 0);
  }

  private void identifiers() {
    Extension subject = find(Extension.subjectKeyIdentifier);
    Extension authority = find(Extension.authorityKeyIdentifier);
    byte[] authorityId =
        authority == null
            ? null
            : AuthorityKeyIdentifier.getInstance(authority.getParsedValue())
                .getKeyIdentifierOctets();
    out.with(
            "SubjectKeyId",
            subject == null
                ? NullValue.NULL
                : GoObject.bytes(ASN1OctetString.getInstance(subject.getParsedValue()).getOctets()))
        .with("AuthorityKeyId", authorityId == null ? NullValue.NULL : GoObject.bytes(authorityId));
    List<String> ocsp = new ArrayList<>();
    List<String> issuers = new ArrayList<>();
    Extension access = find(Extension.authorityInfoAccess);
    if (access != null) {
      for (AccessDescription way :
          AuthorityInformationAccess.getInstance(access.getParsedValue()).getAccessDescriptions()) {
        if (way.getAccessLocation().getTagNo() == GeneralName.uniformResourceIdentifier) {
          String uri = AlternativeNames.text(way.getAccessLocation());
          if (way.getAccessMethod().equals(AccessDescription.id_ad_ocsp)) {
            ocsp.add(uri);
          } else if (way.getAccessMethod().equals(AccessDescription.id_ad_caIssuers)) {
            issuers.add(uri);
          }
        }
      }
    }
    out.withTexts("OCSPServer", ocsp)
        .withTexts("IssuingCertificateURL", issuers)
        .withTexts("CRLDistributionPoints", points());
  }

  private List<String> points() {
    List<String> uris = new ArrayList<>();
    Extension extension = find(Extension.cRLDistributionPoints);
    if (extension != null) {
      for (DistributionPoint point :
          CRLDistPoint.getInstance(extension.getParsedValue()).getDistributionPoints()) {
        DistributionPointName name = point.getDistributionPoint();
        if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
          for (GeneralName full : GeneralNames.getInstance(name.getName()).getNames()) {
            if (full.getTagNo() == GeneralName.uniformResourceIdentifier) {
              uris.add(AlternativeNames.text(full));
            }
          }
        }
      }
    }
    return uris;
  }

  private void names() {
    names(extensions).into(out);
  }

  static AlternativeNames names(@Nullable Extensions extensions) {
    Extension extension =
        extensions == null ? null : extensions.getExtension(Extension.subjectAlternativeName);
    return extension == null
        ? AlternativeNames.none()
        : AlternativeNames.of(GeneralNames.getInstance(extension.getParsedValue()));
  }

  private void nameConstraints() {
    Extension extension = find(Extension.nameConstraints);
    NameConstraints constraints =
        extension == null ? null : NameConstraints.getInstance(extension.getParsedValue());
    out.with("PermittedDNSDomainsCritical", extension != null && extension.isCritical());
    subtrees("Permitted", constraints == null ? null : constraints.getPermittedSubtrees());
    subtrees("Excluded", constraints == null ? null : constraints.getExcludedSubtrees());
  }

  private void subtrees(String which, GeneralSubtree @Nullable [] trees) {
    List<String> hosts = new ArrayList<>();
    List<String> mails = new ArrayList<>();
    List<String> uris = new ArrayList<>();
    List<ObjectValue> ranges = new ArrayList<>();
    for (GeneralSubtree tree : trees == null ? new GeneralSubtree[0] : trees) {
      GeneralName base = tree.getBase();
      switch (base.getTagNo()) {
        case GeneralName.dNSName -> hosts.add(AlternativeNames.text(base));
        case GeneralName.rfc822Name -> mails.add(AlternativeNames.text(base));
        case GeneralName.uniformResourceIdentifier -> uris.add(AlternativeNames.text(base));
        case GeneralName.iPAddress -> {
          byte[] bytes = ASN1OctetString.getInstance(base.getName()).getOctets();
          int half = bytes.length / 2;
          ranges.add(
              new GoObject()
                  .with("IP", AlternativeNames.address(Arrays.copyOf(bytes, half)))
                  .with("Mask", Arrays.copyOfRange(bytes, half, bytes.length))
                  .done());
        }
        default -> {}
      }
    }
    out.withTexts(which + "DNSDomains", hosts)
        .with(which + "IPRanges", ranges)
        .withTexts(which + "EmailAddresses", mails)
        .withTexts(which + "URIDomains", uris);
  }

  private void policies() {
    List<Value> numbers = new ArrayList<>();
    List<Value> dotted = new ArrayList<>();
    Extension extension = find(Extension.certificatePolicies);
    if (extension != null) {
      for (PolicyInformation policy :
          CertificatePolicies.getInstance(extension.getParsedValue()).getPolicyInformation()) {
        String id = policy.getPolicyIdentifier().getId();
        numbers.add(GoObject.numbers(id));
        dotted.add(StringValue.of(id));
      }
    }
    out.with("PolicyIdentifiers", numbers)
        .with("Policies", dotted.isEmpty() ? NullValue.NULL : ArrayValue.of(dotted))
        .with("InhibitAnyPolicy", 0)
        .with("InhibitAnyPolicyZero", false)
        .with("InhibitPolicyMapping", 0)
        .with("InhibitPolicyMappingZero", false)
        .with("RequireExplicitPolicy", 0)
        .with("RequireExplicitPolicyZero", false)
        .withNulls("PolicyMappings");
  }
}
