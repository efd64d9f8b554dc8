// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.encoding.JsonText;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.JsonException;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** JSON Web Keys (RFC 7517). The one class that loads nimbus-jose-jwt. */
final class WebKeys {
  private static final int MAX_KEYS = 1_000;

  /** What makes the key; the rest (use, operations, certificates) is not ours to judge. */
  private static final Set<String> MATERIAL =
      Set.of("kty", "crv", "n", "e", "d", "p", "q", "dp", "dq", "qi", "x", "y", "k");

  private static final byte[] ED25519_PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] ED25519_PRIVATE =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  private WebKeys() {}

  /**
   * The keys of a set, or the one key, that a text says; those for algorithms that we don't know
   * are left out.
   *
   * @throws BuiltinError where a key can't be read
   */
  static List<KnownKey> verifying(String text) {
    List<KnownKey> keys = new ArrayList<>();
    try {
      for (ObjectValue node : nodes(text)) {
        String algorithm = member(node, "alg");
        Key key = key(node);
        if (algorithm.isEmpty() || Algorithm.of(algorithm).isPresent()) {
          keys.add(new KnownKey(key, algorithm, member(node, "kid")));
        }
      }
    } catch (LimitExceeded e) {
      throw e;
    } catch (ParseException | JOSEException | GeneralSecurityException | RuntimeException e) {
      throw BuiltinError.failed("failed to parse a JWK key (set): " + e.getMessage());
    }
    return keys;
  }

  /**
   * The first key of a text, for signing.
   *
   * @throws BuiltinError where there is none
   */
  static Key signing(String text) {
    try {
      List<ObjectValue> nodes = nodes(text);
      if (nodes.isEmpty()) {
        throw BuiltinError.failed("no keys found in JWK set");
      }
      return key(nodes.getFirst());
    } catch (ParseException
        | JOSEException
        | GeneralSecurityException
        | JsonException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw BuiltinError.failed("failed to parse JWK: " + e.getMessage());
    }
  }

  private static List<ObjectValue> nodes(String text) throws ParseException {
    if (!(JsonText.read(text) instanceof ObjectValue node)) {
      throw new ParseException("not an object", 0);
    }
    Value keys = node.find(StringValue.of("keys"));
    if (keys == null) {
      return List.of(node);
    }
    if (!(keys instanceof ArrayValue array)) {
      throw new ParseException("keys must be an array", 0);
    }
    if (array.size() > MAX_KEYS) {
      throw new LimitExceeded("more than " + MAX_KEYS + " keys");
    }
    List<ObjectValue> nodes = new ArrayList<>();
    for (Value key : array.elements()) {
      if (!(key instanceof ObjectValue object)) {
        throw new ParseException("a key must be an object", 0);
      }
      nodes.add(object);
    }
    return nodes;
  }

  private static String member(ObjectValue node, String name) {
    return node.find(StringValue.of(name)) instanceof StringValue s ? s.value() : "";
  }

  /** A private one where the node says so, else a public or a secret one. */
  private static Key key(ObjectValue node)
      throws ParseException, JOSEException, GeneralSecurityException {
    ObjectValue.Builder material = ObjectValue.builder(8);
    node.forEach((name, value) -> {
      if (name instanceof StringValue s && MATERIAL.contains(s.value())) {
        material.put(name, value);
      }
    });
    return switch (JWK.parse(Json.write(material.build()))) {
      case RSAKey rsa -> rsa.isPrivate() ? rsa.toPrivateKey() : rsa.toPublicKey();
      case ECKey ec -> ec.isPrivate() ? ec.toPrivateKey() : ec.toPublicKey();
      case OctetSequenceKey secret -> secret.toSecretKey();
      case OctetKeyPair pair -> edwards(pair);
      case JWK other -> throw new ParseException("unknown kind " + other.getKeyType(), 0);
    };
  }

  private static Key edwards(OctetKeyPair pair) throws ParseException, GeneralSecurityException {
    if (!pair.getCurve().equals(Curve.Ed25519)) {
      throw new ParseException("unknown curve " + pair.getCurve(), 0);
    }
    KeyFactory factory = KeyFactory.getInstance("Ed25519");
    return pair.isPrivate()
        ? factory.generatePrivate(
            new PKCS8EncodedKeySpec(joined(ED25519_PRIVATE, pair.getDecodedD())))
        : factory.generatePublic(
            new X509EncodedKeySpec(joined(ED25519_PUBLIC, pair.getDecodedX())));
  }

  private static byte[] joined(byte[] head, byte[] tail) throws GeneralSecurityException {
    if (tail.length != 32) {
      throw new GeneralSecurityException("a key of Ed25519 has 32 bytes");
    }
    byte[] all = java.util.Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }
}
