// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.security.GeneralSecurityException;
import java.util.Base64;

/** Keys as text (RFC 7468). */
final class Pem {
  private Pem() {}

  static String encode(byte[] encoded, String label) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  /**
   * The first block with this label.
   *
   * @throws GeneralSecurityException if there is none
   */
  static byte[] decode(String text, String label) throws GeneralSecurityException {
    String begin = "-----BEGIN " + label + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new GeneralSecurityException("no PEM block " + label);
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the PEM block " + label + " is damaged", e);
    }
  }
}
