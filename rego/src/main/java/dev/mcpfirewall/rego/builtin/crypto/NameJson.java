// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/** A distinguished name as Go's {@code pkix.Name}. */
final class NameJson {
  private static final Map<String, String> LISTS =
      Map.of(
          "2.5.4.6", "Country",
          "2.5.4.7", "Locality",
          "2.5.4.8", "Province",
          "2.5.4.9", "StreetAddress",
          "2.5.4.10", "Organization",
          "2.5.4.11", "OrganizationalUnit",
          "2.5.4.17", "PostalCode");

  private NameJson() {}

  static ObjectValue of(X500Name name) {
    Map<String, List<Value>> lists = new LinkedHashMap<>();
    LISTS.values().forEach(n -> lists.put(n, new ArrayList<>()));
    String serial = "";
    String common = "";
    List<Value> names = new ArrayList<>();
    for (RDN rdn : name.getRDNs()) {
      for (AttributeTypeAndValue pair : rdn.getTypesAndValues()) {
        String type = pair.getType().getId();
        Value value = value(pair.getValue());
        names.add(new GoObject().with("Type", GoObject.numbers(type)).with("Value", value).done());
        if (value instanceof StringValue text) {
          String list = LISTS.get(type);
          if (list != null) {
            lists.getOrDefault(list, new ArrayList<>()).add(text);
          } else if (type.equals("2.5.4.5")) {
            serial = text.value();
          } else if (type.equals("2.5.4.3")) {
            common = text.value();
          }
        }
      }
    }
    GoObject out = new GoObject();
    lists.forEach(out::with);
    return out.with("SerialNumber", serial)
        .with("CommonName", common)
        .with("Names", names)
        .withNulls("ExtraNames")
        .done();
  }

  private static Value value(ASN1Encodable value) {
    return value instanceof ASN1String s ? StringValue.of(s.getString()) : NullValue.NULL;
  }
}
