// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

/** Ids and sentences of what a policy says without words of its author. */
public final class Phrases {
  public static final String TOOL_DISABLED = "policy.tool-disabled";
  public static final String NEEDS_APPROVAL = "policy.needs-approval";
  public static final String DEFAULT = "policy.default";
  public static final String ERROR = "policy.error";

  public static final String TOOL_REFUSED = "the policy does not let this tool be called";
  public static final String PERSON_DECIDES = "the policy wants a person to decide";
  public static final String NOT_ALLOWED = "the policy refuses what it does not allow";

  private Phrases() {}

  /** What is said of a call beyond a limit. */
  public static String tooOften(String limit, long retryAfterMillis) {
    long seconds = Math.max(1, Math.ceilDiv(retryAfterMillis, 1000));
    return "the rate limit `" + limit + "` is used up; try again in " + seconds + " s";
  }
}
