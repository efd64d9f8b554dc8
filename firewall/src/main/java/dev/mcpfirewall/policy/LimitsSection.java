// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * {@code limits:}, sizes and forms.
 *
 * @param messageBytes a longer message is refused, in either direction
 * @param errorForm how a refused tool call is answered
 */
public record LimitsSection(int messageBytes, ErrorForm errorForm) {
  /** What applies where nothing is configured. */
  public static final LimitsSection DEFAULTS = new LimitsSection(64 << 20, ErrorForm.RESULT);

  /** How a refused tool call is answered. */
  public enum ErrorForm {
    /** As a result with {@code isError}, which a model reads. */
    RESULT,
    /** As a JSON-RPC error, which a client handles. */
    ERROR;

    /** How it is written in a configuration. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  LimitsSection stricter(LimitsSection other, Tightening held) {
    return new LimitsSection(
        held.join("limits.message_bytes", messageBytes, other.messageBytes, Math::min),
        held.keep("limits.error_form", errorForm, other.errorForm));
  }

  void describe(BiConsumer<String, String> out) {
    out.accept("limits.message_bytes", Integer.toString(messageBytes));
    out.accept("limits.error_form", errorForm.word());
  }
}
