// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Edit;
import dev.mcpfirewall.json.Pointer;
import dev.mcpfirewall.json.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RulingProperties {
  @Property
  void joinIsCommutative(@ForAll("rulings") Ruling a, @ForAll("rulings") Ruling b) {
    assertThat(a.join(b)).isEqualTo(b.join(a));
  }

  @Property
  void joinIsAssociative(
      @ForAll("rulings") Ruling a, @ForAll("rulings") Ruling b, @ForAll("rulings") Ruling c) {
    assertThat(a.join(b).join(c)).isEqualTo(a.join(b.join(c)));
  }

  @Property
  void joinIsIdempotent(@ForAll("rulings") Ruling a) {
    assertThat(a.join(a)).isEqualTo(a);
    assertThat(a.join(Ruling.PASS)).isEqualTo(a);
  }

  @Property
  void denyBeatsEverything(@ForAll("rulings") Ruling a) {
    Ruling deny = Ruling.of(0, "s", new Verdict.Deny(new RuleId("r"), "no"));

    assertThat(a.join(deny).effect()).isEqualTo(Effect.DENY);
  }

  @Property
  void addingACheckNeverLoosens(@ForAll("rulings") Ruling a, @ForAll("rulings") Ruling b) {
    Ruling both = a.join(b);

    assertThat(both.effect()).isGreaterThanOrEqualTo(a.effect());
    assertThat(both.edits()).containsAll(a.edits());
    assertThat(both.concealed()).containsAll(a.concealed());
    assertThat(both.findings()).containsAll(a.findings());
    assertThat(both.marks()).containsAll(a.marks());
  }

  @Provide
  Arbitrary<Ruling> rulings() {
    Arbitrary<Span> spans =
        Arbitraries.integers().between(0, 3).map(start -> new Span(start, start + 2));
    Arbitrary<List<Finding>> findings =
        spans
            .map(s -> new Finding(new RuleId("f"), Severity.HIGH, Pointer.ROOT, s))
            .list()
            .uniqueElements()
            .ofMaxSize(2)
            .map(list ->
                list.stream().sorted(java.util.Comparator.comparing(Finding::span)).toList());
    Arbitrary<List<Span>> concealed =
        spans.list().uniqueElements().ofMaxSize(2).map(list -> list.stream().sorted().toList());
    Arbitrary<java.util.Set<Mark>> marks =
        Arbitraries.of(
                new Mark.Labelled("untrusted_content"),
                new Mark.Labelled("private_data"),
                new Mark.Step("c", 1, Duration.ofMinutes(1)))
            .set()
            .ofMaxSize(3)
            .map(java.util.Set::copyOf);
    Arbitrary<Optional<Duration>> retries =
        Arbitraries.of(1, 2).map(Duration::ofSeconds).optional();
    Arbitrary<RuleId> rules = Arbitraries.of("a", "b").map(RuleId::new);
    Arbitrary<Verdict> verdicts =
        Arbitraries.oneOf(
            Combinators.combine(findings, concealed, marks).as(Verdict.Allow::new),
            Combinators.combine(rules, concealed, findings)
                .as((rule, at, seen) ->
                    new Verdict.Redact(
                        rule,
                        "why",
                        at.stream().map(s -> new Edit(s, Bytes.utf8("#"))).toList(),
                        seen)),
            Combinators.combine(rules, findings, concealed)
                .as((rule, seen, at) -> new Verdict.Hold(rule, "why", seen, at)),
            Combinators.combine(rules, findings, concealed, retries)
                .as((rule, seen, at, retry) -> new Verdict.Deny(rule, "why", seen, at, retry)));
    return Combinators.combine(Arbitraries.integers().between(0, 2), verdicts)
        .as((order, verdict) -> Ruling.of(order, "stage" + order, verdict));
  }
}
