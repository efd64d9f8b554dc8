// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CRLSelector;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertSelector;
import java.security.cert.CertStore;
import java.security.cert.CertStoreSpi;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the last of some certificates leads to the first. The JDK builds and checks the path;
 * what it does not ask of the anchor, and what Go asks besides (usages, the host), is asked here.
 * Nobody is asked whether a certificate is revoked.
 *
 * @param usages object identifiers, of which each certificate that names usages must name one
 * @param host whom the last one must be for; empty for anyone
 */
record CertificateChain(Instant time, Set<String> usages, String host) {
  static final String ANY_USAGE = "2.5.29.37.0";
  static final String SERVER = "1.3.6.1.5.5.7.3.1";

  /** More are refused: the number of paths grows with them. */
  private static final int MAX_CERTIFICATES = 32;

  private static final int MAX_PATH = 10;
  private static final int SIGN_CERTIFICATES = 5;

  /** The path from the last to the first; empty where there is none that holds. */
  Optional<List<byte[]>> path(List<byte[]> ders, IntConsumer spend) {
    if (ders.size() > MAX_CERTIFICATES) {
      throw new LimitExceeded("more than " + MAX_CERTIFICATES + " certificates");
    }
    if (ders.size() < 2) {
      return Optional.empty();
    }
    try {
      List<X509Certificate> all = new ArrayList<>();
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (byte[] der : ders) {
        all.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
      }
      List<X509Certificate> path = build(all, spend);
      if (!usable(path) || !host.isEmpty() && !isFor(path.getFirst(), host)) {
        return Optional.empty();
      }
      List<byte[]> encoded = new ArrayList<>();
      for (X509Certificate certificate : path) {
        encoded.add(certificate.getEncoded());
      }
      return Optional.of(encoded);
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private List<X509Certificate> build(List<X509Certificate> all, IntConsumer spend)
      throws GeneralSecurityException {
    X509Certificate root = all.getFirst();
    X509Certificate leaf = all.getLast();
    Date date = Date.from(time);
    root.checkValidity(date);
    boolean[] rootUsage = root.getKeyUsage();
    if (root.getVersion() == 3 && root.getBasicConstraints() < 0
        || rootUsage != null && !rootUsage[SIGN_CERTIFICATES]) {
      throw new GeneralSecurityException("not authorized to sign");
    }
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(leaf);
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(
            Set.of(new TrustAnchor(root, unwrapped(root.getExtensionValue("2.5.29.30")))), target);
    parameters.setRevocationEnabled(false);
    parameters.setDate(date);
    parameters.setMaxPathLength(MAX_PATH);
    parameters.addCertStore(new Others(all.subList(1, all.size()), spend));
    PKIXCertPathBuilderResult built =
        (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
    List<X509Certificate> path = new ArrayList<>();
    built.getCertPath().getCertificates().forEach(c -> path.add((X509Certificate) c));
    if (path.size() - 1 > root.getBasicConstraints() && root.getBasicConstraints() >= 0) {
      throw new GeneralSecurityException("too many intermediates");
    }
    path.add(root);
    return path;
  }

  /** What a path may go along; each look costs, as the number of paths is that of permutations. */
  private static final class Others extends CertStore {
    /** With each, the evaluation looks at its clock: what is found is checked for its signature. */
    private static final int STEPS = 4_096;

    Others(List<X509Certificate> certificates, IntConsumer spend) throws GeneralSecurityException {
      super(
          new CertStoreSpi(new CollectionCertStoreParameters()) {
            @Override
            public Collection<X509Certificate> engineGetCertificates(
                @Nullable CertSelector wanted) {
              spend.accept(STEPS);
              return certificates.stream().filter(c -> wanted == null || wanted.match(c)).toList();
            }

            @Override
            public Collection<? extends CRL> engineGetCRLs(@Nullable CRLSelector wanted) {
              return List.of();
            }
          },
          null,
          "Collection",
          null);
    }
  }

  /** The content of an octet string. */
  private static byte @Nullable [] unwrapped(byte @Nullable [] octets) {
    if (octets == null) {
      return null;
    }
    int length = octets[1] & 0xff;
    int header = length < 0x80 ? 2 : 2 + (length & 0x7f);
    return java.util.Arrays.copyOfRange(octets, header, octets.length);
  }

  private boolean usable(List<X509Certificate> path) throws GeneralSecurityException {
    Set<String> left = new HashSet<>(usages);
    for (X509Certificate certificate : path.reversed()) {
      List<String> own = certificate.getExtendedKeyUsage();
      if (own != null && !own.isEmpty() && !own.contains(ANY_USAGE)) {
        if (!left.contains(ANY_USAGE)) {
          left.retainAll(own);
        }
        if (left.isEmpty()) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isFor(X509Certificate leaf, String host) throws GeneralSecurityException {
    Collection<List<?>> names = leaf.getSubjectAlternativeNames();
    if (names == null) {
      return false;
    }
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    Optional<InetAddress> address = address(bare);
    for (List<?> name : names) {
      int kind = name.getFirst() instanceof Integer i ? i : -1;
      String text = String.valueOf(name.get(1));
      if (address.isPresent()) {
        if (kind == 7 && address(text).equals(address)) {
          return true;
        }
      } else if (kind == 2 && matches(text, host)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException name) {
      return Optional.empty();
    }
  }

  /** A star stands for the whole of the first label. */
  private static boolean matches(String pattern, String host) {
    String[] wanted = bare(pattern).split("\\.", -1);
    String[] given = bare(host).split("\\.", -1);
    if (wanted.length != given.length || given[0].isEmpty()) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!(i == 0 && wanted[i].equals("*") && wanted.length > 1) && !wanted[i].equals(given[i])) {
        return false;
      }
    }
    return true;
  }

  private static String bare(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
