// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.StringValue;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code crypto.md5}, {@code crypto.sha1}, {@code crypto.sha256}, {@code crypto.hmac.*}. */
public final class Hashes {
  /** Work of a hash: a step for so many bytes. */
  private static final int BYTES_A_STEP = 256;

  private Hashes() {}

  /** The family. */
  public static List<Builtin> list() {
    return List.of(
        new Builtin("crypto.md5", "(x: string) string", hash("MD5")),
        new Builtin("crypto.sha1", "(x: string) string", hash("SHA-1")),
        new Builtin("crypto.sha256", "(x: string) string", hash("SHA-256")),
        new Builtin("crypto.hmac.md5", "(x: string, key: string) string", hmac("HmacMD5")),
        new Builtin("crypto.hmac.sha1", "(x: string, key: string) string", hmac("HmacSHA1")),
        new Builtin("crypto.hmac.sha256", "(x: string, key: string) string", hmac("HmacSHA256")),
        new Builtin("crypto.hmac.sha512", "(x: string, key: string) string", hmac("HmacSHA512")),
        new Builtin("crypto.hmac.equal", "(mac1: string, mac2: string) boolean", equal()));
  }

  private static Builtin.Of1 hash(String algorithm) {
    return (in, text) -> {
      byte[] bytes = bytes(in, Operand.string(text, 1));
      return StringValue.of(HexFormat.of().formatHex(digest(algorithm, bytes)));
    };
  }

  private static Builtin.Of2 hmac(String algorithm) {
    return (in, text, key) -> {
      byte[] message = bytes(in, Operand.string(text, 1));
      byte[] secret = bytes(in, Operand.string(key, 2));
      return StringValue.of(HexFormat.of().formatHex(mac(algorithm, secret, message)));
    };
  }

  /** In the time of the shorter length, whatever the texts say. */
  private static Builtin.Of2 equal() {
    return (in, a, b) ->
        BooleanValue.of(
            MessageDigest.isEqual(
                bytes(in, Operand.string(a, 1)), bytes(in, Operand.string(b, 2))));
  }

  private static byte[] bytes(Evaluation in, String text) {
    in.spend(1 + text.length() / BYTES_A_STEP);
    return text.getBytes(UTF_8);
  }

  /** The digest of bytes by an algorithm that every JDK has. */
  public static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm, e);
    }
  }

  /** The code of a message by an algorithm that every JDK has; the key may be empty. */
  public static byte[] mac(String algorithm, byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      // The JDK refuses empty keys; HMAC pads with zeros, so one zero is the same key.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm, e);
    }
  }
}
