// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.DidYouMean;
import dev.mcpfirewall.policy.ApprovalsSection;
import dev.mcpfirewall.policy.ApprovalsSection.Delivery;
import dev.mcpfirewall.policy.ApprovalsSection.Way;
import dev.mcpfirewall.policy.Spans;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code approvals:}. */
final class ApprovalsReader {
  private static final Words<Way> WAYS = Words.of(Way.values(), Way::word);
  private static final Words<Delivery> DELIVERIES =
      Words.of(Delivery.values(), Delivery::word)
          .suggest(Map.of("in_chat", "in_band", "chat", "in_band", "terminal", "out_of_band"));
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofDays(1);

  private ApprovalsReader() {}

  static ApprovalsSection read(Fields fields, ApprovalsSection before) {
    fields.only(List.of("via", "timeout", "otp"));
    Fields otp = fields.section("otp").only(List.of("delivery", "attempts"));
    return new ApprovalsSection(
        Set.copyOf(fields.list("via", ApprovalsReader::way, List.copyOf(before.via()))),
        fields.text("timeout", text -> Spans.parse(text, SHORTEST, LONGEST), before.timeout()),
        new ApprovalsSection.Otp(
            otp.word("delivery", DELIVERIES, before.otp().delivery()),
            otp.text("attempts", ApprovalsReader::attempts, before.otp().attempts())));
  }

  private static Way way(String word) {
    return WAYS.meaning(word)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "is no way to ask a person; "
                    + DidYouMean.closest(word, WAYS.all())
                        .map(best -> "did you mean `" + best + "`?")
                        .orElse("one of: " + String.join(", ", WAYS.all()))));
  }

  private static int attempts(String text) {
    if (!text.matches("[1-9]|10")) {
      throw new IllegalArgumentException("is no number of attempts; write 1 to 10");
    }
    return Integer.parseInt(text);
  }
}
