// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a {@link StandardDetector} looks for.
 *
 * @param pii the kinds of personal data to report under {@link Topic#PII}
 */
public record DetectorOptions(Set<PiiKind> pii) {
  /** Everything. */
  public static final DetectorOptions DEFAULT = new DetectorOptions(EnumSet.allOf(PiiKind.class));

  public DetectorOptions {
    pii = Set.copyOf(pii);
  }
}
