// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Names of a subject by their kinds. */
record AlternativeNames(
    List<String> hosts, List<String> mails, List<String> addresses, List<String> uris) {

  static AlternativeNames none() {
    return new AlternativeNames(List.of(), List.of(), List.of(), List.of());
  }

  static AlternativeNames of(GeneralNames names) {
    AlternativeNames all =
        new AlternativeNames(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (GeneralName name : names.getNames()) {
      switch (name.getTagNo()) {
        case GeneralName.rfc822Name -> all.mails.add(text(name));
        case GeneralName.dNSName -> all.hosts.add(text(name));
        case GeneralName.uniformResourceIdentifier -> all.uris.add(text(name));
        case GeneralName.iPAddress ->
            all.addresses.add(address(ASN1OctetString.getInstance(name.getName()).getOctets()));
        default -> {}
      }
    }
    return all;
  }

  static String text(GeneralName name) {
    return ASN1IA5String.getInstance(name.getName()).getString();
  }

  static String address(byte[] bytes) {
    try {
      String text = InetAddress.getByAddress(bytes).getHostAddress();
      return bytes.length == 4 ? text : shortest(text);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalArgumentException(wrongLength);
    }
  }

  /** The longest run of zeros as two colons. */
  private static String shortest(String text) {
    String[] groups = text.split(":", -1);
    int best = -1;
    int bestLength = 1;
    for (int i = 0; i < groups.length; i++) {
      int end = i;
      while (end < groups.length && groups[end].equals("0")) {
        end++;
      }
      if (end - i > bestLength) {
        best = i;
        bestLength = end - i;
      }
    }
    if (best < 0) {
      return text;
    }
    List<String> all = List.of(groups);
    return String.join(":", all.subList(0, best))
        + "::"
        + String.join(":", all.subList(best + bestLength, groups.length));
  }

  /** {@code DNSNames} and the others. */
  GoObject into(GoObject out) {
    return out.withTexts("DNSNames", hosts)
        .withTexts("EmailAddresses", mails)
        .withTexts("IPAddresses", addresses)
        .with("URIs", uris.stream().map(AlternativeNames::uri).toList());
  }

  /** An address as Go's {@code url.URL}. */
  private static ObjectValue uri(String text) {
    String rest = text;
    String fragment = "";
    int hash = rest.indexOf('#');
    if (hash >= 0) {
      fragment = rest.substring(hash + 1);
      rest = rest.substring(0, hash);
    }
    int colon = rest.indexOf(':');
    String scheme = colon > 0 ? rest.substring(0, colon).toLowerCase(java.util.Locale.ROOT) : "";
    rest = rest.substring(colon > 0 ? colon + 1 : 0);
    int question = rest.indexOf('?');
    String query = question < 0 ? "" : rest.substring(question + 1);
    rest = question < 0 ? rest : rest.substring(0, question);
    String host = "";
    String opaque = "";
    boolean user = false;
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      String authority = rest.substring(2, slash < 0 ? rest.length() : slash);
      user = authority.indexOf('@') >= 0;
      host = authority.substring(authority.lastIndexOf('@') + 1);
      rest = slash < 0 ? "" : rest.substring(slash);
    } else if (!scheme.isEmpty() && !rest.startsWith("/")) {
      opaque = rest;
      rest = "";
    }
    Value userinfo = user ? ObjectValue.EMPTY : NullValue.NULL;
    return new GoObject()
        .with("Scheme", scheme)
        .with("Opaque", opaque)
        .with("User", userinfo)
        .with("Host", host)
        .with("Path", unescaped(rest))
        .with("RawPath", "")
        .with("OmitHost", false)
        .with("ForceQuery", text.endsWith("?"))
        .with("RawQuery", query)
        .with("Fragment", unescaped(fragment))
        .with("RawFragment", "")
        .done();
  }

  private static String unescaped(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  Value uriStrings() {
    return uris.isEmpty()
        ? NullValue.NULL
        : ArrayValue.of(uris.stream().map(StringValue::of).toList());
  }
}
