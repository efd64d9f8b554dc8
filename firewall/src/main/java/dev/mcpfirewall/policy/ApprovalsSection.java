// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * {@code approvals:}, how a person is asked. Read and checked, and not used yet: what would be
 * asked about is refused.
 *
 * @param via the ways to ask, in no order; none means that nobody can be asked
 * @param timeout how long a question waits before it counts as refused
 * @param otp the rules for one-time codes
 */
public record ApprovalsSection(Set<Way> via, Duration timeout, Otp otp) {
  /** What applies where nothing is configured. */
  public static final ApprovalsSection DEFAULTS =
      new ApprovalsSection(
          EnumSet.of(Way.ELICITATION, Way.DASHBOARD, Way.TERMINAL),
          Duration.ofMinutes(5),
          new Otp(Delivery.OUT_OF_BAND, 1));

  public ApprovalsSection {
    via = Set.copyOf(via);
  }

  /** A way to ask a person. */
  public enum Way {
    /** The client's own dialogue. */
    ELICITATION,
    /** A page in a browser. */
    DASHBOARD,
    /** Another terminal. */
    TERMINAL,
    /** A one-time code that a person hands on. */
    OTP;

    /** How it is written in a configuration. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where a one-time code is shown, the strictest last. */
  public enum Delivery {
    /** In the conversation, where the model can read it too: no proof that a person was asked. */
    IN_BAND,
    /** Where only a person looks. */
    OUT_OF_BAND;

    /** How it is written in a configuration. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One-time codes.
   *
   * @param attempts wrong codes after which a question counts as refused; 1 to 10
   */
  public record Otp(Delivery delivery, int attempts) {}

  ApprovalsSection stricter(ApprovalsSection other, Tightening held) {
    return new ApprovalsSection(
        held.join("approvals.via", via, other.via, ApprovalsSection::both),
        held.join("approvals.timeout", timeout, other.timeout, ApprovalsSection::shorter),
        new Otp(
            held.join(
                "approvals.otp.delivery",
                otp.delivery,
                other.otp.delivery,
                (a, b) -> a.compareTo(b) >= 0 ? a : b),
            held.join("approvals.otp.attempts", otp.attempts, other.otp.attempts, Math::min)));
  }

  private static Set<Way> both(Set<Way> a, Set<Way> b) {
    EnumSet<Way> common = EnumSet.noneOf(Way.class);
    common.addAll(a);
    common.retainAll(b);
    return Set.copyOf(common);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  void describe(BiConsumer<String, String> out) {
    List<String> ways = via.stream().sorted().map(Way::word).toList();
    out.accept("approvals.via", ways.toString());
    out.accept("approvals.timeout", Spans.text(timeout));
    out.accept("approvals.otp.delivery", otp.delivery.word());
    out.accept("approvals.otp.attempts", Integer.toString(otp.attempts));
  }
}
