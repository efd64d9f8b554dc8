// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.audit.AuditQuery;
import dev.mcpfirewall.audit.AuditQuery.Field;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose lines of the log. */
final class AuditFilters {
  private final Map<Field, String> patterns = new EnumMap<>(Field.class);

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Not before: 10m, 2h, 7d, 2026-11-21, 2026-11-21T08:00 or a full RFC 3339 time.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Not after.")
  private @Nullable String until;

  @Option(names = "--all", description = "Also seals and first and last lines of files.")
  private boolean all;

  @Option(names = "--tool", paramLabel = "NAME", description = "Alternatives by |, * for any text.")
  void tool(String pattern) {
    patterns.put(Field.TOOL, pattern);
  }

  @Option(names = "--decision", paramLabel = "WHAT", description = "allow, redact, hold or deny.")
  void decision(String pattern) {
    patterns.put(Field.DECISION, pattern);
  }

  @Option(names = "--server", paramLabel = "NAME", description = "The server's name.")
  void server(String pattern) {
    patterns.put(Field.SERVER, pattern);
  }

  @Option(names = "--session", paramLabel = "ID", description = "The session.")
  void session(String pattern) {
    patterns.put(Field.SESSION, pattern);
  }

  @Option(names = "--agent", paramLabel = "NAME", description = "What the agent calls itself.")
  void agent(String pattern) {
    patterns.put(Field.AGENT, pattern);
  }

  @Option(names = "--rule", paramLabel = "RULE", description = "The rule that decided.")
  void rule(String pattern) {
    patterns.put(Field.RULE, pattern);
  }

  @Option(names = "--direction", paramLabel = "WAY", description = "inbound or outbound.")
  void direction(String pattern) {
    patterns.put(Field.DIRECTION, pattern);
  }

  /**
   * The query that the options ask for.
   *
   * @throws IllegalArgumentException if a time is none; the message says so
   */
  AuditQuery query(Instant now, ZoneId zone) {
    AuditQuery query = AuditQuery.EVERYTHING;
    for (Map.Entry<Field, String> pattern : patterns.entrySet()) {
      query = query.where(pattern.getKey(), pattern.getValue());
    }
    if (since != null) {
      query = query.from(time(since, now, zone));
    }
    if (until != null) {
      query = query.to(time(until, now, zone));
    }
    return all ? query.withBookkeeping() : query;
  }

  /** A moment, given as such or as how long ago. */
  static Instant time(String text, Instant now, ZoneId zone) {
    return ago(text)
        .map(now::minus)
        .or(() -> attempt(() -> Instant.parse(text)))
        .or(() -> attempt(() -> LocalDateTime.parse(text).atZone(zone).toInstant()))
        .or(() -> attempt(() -> LocalDate.parse(text).atStartOfDay(zone).toInstant()))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "`" + text + "` is no time\n  help: try 10m, 2h, 7d or 2026-11-21T08:00"));
  }

  private static Optional<Duration> ago(String text) {
    if (!text.matches("[0-9]{1,9}[smhdw]")) {
      return Optional.empty();
    }
    long count = Long.parseLong(text, 0, text.length() - 1, 10);
    return Optional.of(
        switch (text.toLowerCase(Locale.ROOT).charAt(text.length() - 1)) {
          case 's' -> Duration.ofSeconds(count);
          case 'm' -> Duration.ofMinutes(count);
          case 'h' -> Duration.ofHours(count);
          case 'd' -> Duration.ofDays(count);
          default -> Duration.ofDays(7 * count);
        });
  }

  private static Optional<Instant> attempt(java.util.function.Supplier<Instant> reading) {
    try {
      return Optional.of(reading.get());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
