// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.policy.rule.Action;
import dev.mcpfirewall.policy.rule.Flow;
import dev.mcpfirewall.policy.rule.Label;
import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.RateLimit;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample of the specification, as it stands there, and rules as mcpwall writes them. */
class PolicySampleTest {
  private static final String SAMPLE =
      """
      version: 1
      mode: enforce              # enforce | monitor (decide, record, alert, change nothing)
      default: allow             # what no rule decides: allow | approve | deny

      servers:
        stripe:                  # the name given by --name or at the gateway; globs allowed
          default: approve
          tools: { "get_*": enabled, "refund_*": approval, "delete_customer": disabled }

      agents:                    # matched against the client's declared name, or its authenticated identity at a gateway
        claude-desktop: { allow: [read_file, search, fetch], deny: [exec, shell], rate_limit: 100/min }
        cursor:         { deny: [http_post], require_approval: [exec] }
        "*":            { rate_limit: 600/min }

      rules:                     # first match wins
        - name: block-ssh-keys
          match: { arguments: { path: "**/.ssh/**" } }     # a string is a glob
          action: deny
        - name: only-my-project
          tool: "write_file|edit_file"                     # alternatives, each a glob
          match: { arguments: { path: { not_under: "${PROJECT_DIR}" } } }
          action: deny
          message: "Writes stay inside the project"
        - name: approve-shell
          tool: "exec|shell|bash|run_command"
          action: prompt                                   # = approve
        - name: cheap-refunds
          tool: "refund_*"
          match: { arguments: { amount: { lte: 50 }, "*": { secrets: false } } }   # "*" = any value, however deep
          action: allow

      outbound_rules:            # first match wins, on results
        - { name: big,  match: { response_size_exceeds: 102400 }, action: log_only }
        - { name: leak, match: { secrets: true }, action: redact }

      rate_limits: { global: 2000/min, tools: { "exec": 5/min } }

      chains:                    # an ordered sequence of calls in one session
        - { name: read-env-then-send, within: 10m, action: deny,
            steps: [ { tool: "read_*", arguments: { path: "**/.env*" } }, { tool: "fetch|http_*|send_*" } ] }

      flows:                     # information flow: what a session has seen decides what it may still do
        - { name: lethal-trifecta, when: [untrusted_content, private_data], forbid: egress, action: approve }

      checks:                    # the built-in detectors: deny | approve | redact | alert | off, per check, with their options
        injection: deny
        egress:   { action: deny, allow_domains: ["*.example.com"], allow_private: ["10.1.0.0/16"] }
        secrets:  { arguments: deny, results: redact }
        pii:      { action: redact, kinds: [email, phone, us_ssn, credit_card, iban] }

      approvals: { via: [elicitation, dashboard, terminal, otp], timeout: 5m, otp: { delivery: out_of_band, attempts: 1 } }

      profiles: [developer]      # included first: minimal, developer, company-laptop, enterprise, strict, or a file
      rego: [policy/*.rego]
      """;

  @TempDir private Path root;

  private Rulebook sample() {
    Reading reading = new Reading(root);
    reading.write("policy/own.rego", "package mcp_firewall.policy\n");
    return reading.book(SAMPLE);
  }

  private static Rule rule(Rulebook book, String name) {
    return book.rules().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void keepsTheOrderOfRulesAndPutsTheProfilesBehind() {
    assertThat(sample().rules())
        .extracting(Rule::name)
        .startsWith("block-ssh-keys", "only-my-project", "approve-shell", "cheap-refunds")
        .endsWith("no-git-config");
  }

  @Test
  void readsWhatRulesAsk() {
    Rulebook book = sample();

    assertThat(rule(book, "only-my-project").match().arguments())
        .isEqualTo(
            Map.of(
                "path",
                List.of(new dev.mcpfirewall.policy.rule.Test.NotUnder(List.of("${PROJECT_DIR}")))));
    assertThat(rule(book, "approve-shell").action()).isEqualTo(Action.APPROVE);
    assertThat(rule(book, "cheap-refunds").match().arguments())
        .containsEntry(
            "amount",
            List.of(
                new dev.mcpfirewall.policy.rule.Test.Compare(
                    dev.mcpfirewall.policy.rule.Test.Relation.LTE, new BigDecimal(50))))
        .containsEntry(Match.ANY, List.of(new dev.mcpfirewall.policy.rule.Test.Secrets(false)));
    assertThat(rule(book, "block-ssh-keys").at().line()).isEqualTo(16);
  }

  @Test
  void readsTheOtherSections() {
    Rulebook book = sample();

    assertThat(book.agents()).hasSize(3);
    assertThat(book.rates())
        .extracting(limit -> limit.scope() + " " + limit.of() + " " + limit.calls())
        .containsExactlyInAnyOrder(
            "GLOBAL * 2000", "TOOL exec 5", "AGENT claude-desktop 100", "AGENT * 600");
    assertThat(book.rates()).extracting(RateLimit::per).containsOnly(Duration.ofMinutes(1));
    assertThat(book.sequences().chains().getFirst().steps()).hasSize(2);
    Flow flow = book.sequences().flows().getFirst();
    assertThat(flow.when()).containsExactly(Label.UNTRUSTED_CONTENT, Label.PRIVATE_DATA);
    assertThat(flow.action())
        .as("replaces the profile's flow of that name")
        .isEqualTo(Action.APPROVE);
    assertThat(book.sequences().flows()).hasSize(1);
    assertThat(book.extension().modules()).hasSize(1);
    assertThat(book.tools().servers()).hasSize(1);
  }

  @Test
  void rulesOfMcpwallLoadAsTheyAre() {
    Rulebook book =
        new Reading(root)
            .book(
                """
                version: 1
                rules:
                  - name: block-ssh-keys
                    match:
                      method: tools/call
                      tool: "*"
                      arguments:
                        _any_value:
                          regex: "(\\\\.ssh/|id_rsa)"
                    action: deny
                    message: "Blocked: access to SSH keys"
                  - name: outside
                    match:
                      method: tools/call
                      arguments:
                        path: { pattern: "*.pem", not_under: "${HOME}/projects" }
                    action: allow
                outbound_rules:
                  - name: injected
                    match:
                      server: web
                      response_contains: ["ignore previous"]
                      response_contains_regex: ["disregard .* rules"]
                    action: deny
                  - name: large
                    match: { response_size_exceeds: 51200 }
                    action: log_only
                """);

    assertThat(book.rules()).hasSize(2);
    assertThat(book.rules().getFirst().match().arguments()).containsOnlyKeys(Match.ANY);
    assertThat(book.rules().getFirst().scope().method()).isPresent();
    assertThat(book.outbound().getFirst().match().text()).hasSize(2);
  }
}
