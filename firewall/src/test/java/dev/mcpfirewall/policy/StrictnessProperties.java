// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.config.Digest;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.config.Layer.Origin;
import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an untrusted project says, nothing becomes looser. */
class StrictnessProperties {
  private static final Position AT = new Position("f", 1, 1);
  private static final List<String> NAMES = List.of("a", "b", "ab", "ba");
  private static final Home HOME = Home.of(Map.of(), Path.of("/person"));

  @Provide
  Arbitrary<MapNode> files() {
    Arbitrary<Entry> one =
        Arbitraries.oneOf(
            word("mode", "monitor", "enforce"),
            word("default", "allow", "approve", "deny"),
            servers(),
            checks(),
            section("audit", audit()),
            section("limits", limits()));
    return map(one);
  }

  private static Arbitrary<Entry> checks() {
    Arbitrary<String> actions = Arbitraries.of("off", "alert", "approve", "deny");
    Arbitrary<Entry> shorthand =
        Combinators.combine(
                Arbitraries.of("injection", "smuggling", "secrets", "pii", "paths", "egress"),
                actions)
            .as((check, action) -> entry(check, scalar(action)));
    Arbitrary<Entry> sided =
        Combinators.combine(
                Arbitraries.of("injection", "secrets"),
                map(
                    Arbitraries.oneOf(
                        word("arguments", "off", "redact", "approve", "deny"),
                        word("results", "off", "redact", "approve", "deny"),
                        word("severity", "info", "low", "high", "critical"))))
            .as(StrictnessProperties::entry);
    Arbitrary<Entry> lists =
        Arbitraries.oneOf(
            section("pii", map(list("kinds", "email", "phone", "iban"))),
            section(
                "egress",
                map(
                    Arbitraries.oneOf(
                        list("allow_domains", "x.org", "*.x.org", "a.x.org"),
                        list("allow_private", "10.0.0.0/8", "10.1.0.0/16", "10.1.2.3")))),
            section("paths", map(list("allow", "/a/**", "/a/b"))));
    return section("checks", map(Arbitraries.oneOf(shorthand, sided, lists)));
  }

  private static Arbitrary<MapNode> audit() {
    return map(
        Arbitraries.oneOf(
            word("fsync", "never", "interval", "always"),
            word("on_failure", "continue", "deny"),
            word("retention_days", "1", "30", "forever"),
            word("dir", "/x", "/y")));
  }

  private static Arbitrary<MapNode> limits() {
    return map(word("message_bytes", "1024", "1MiB", "1GiB"));
  }

  private static Arbitrary<Entry> servers() {
    Arbitrary<String> globs = Arbitraries.of("a", "b", "*", "a*", "*a", "a|b", "?");
    Arbitrary<Entry> tool =
        Combinators.combine(globs, Arbitraries.of("enabled", "approval", "disabled"))
            .as((glob, state) -> entry(glob, scalar(state)));
    Arbitrary<Entry> server =
        Combinators.combine(
                globs,
                map(
                    Arbitraries.oneOf(
                        section("tools", map(tool)), word("default", "allow", "deny", "approve"))))
            .as(StrictnessProperties::entry);
    return section("servers", map(server));
  }

  private static Arbitrary<Entry> word(String key, String... words) {
    return Arbitraries.of(words).map(word -> entry(key, scalar(word)));
  }

  private static Arbitrary<Entry> list(String key, String... words) {
    return Arbitraries.of(words)
        .list()
        .ofMaxSize(3)
        .map(l -> entry(key, new ListNode(AT, l.stream().<Node>map(w -> scalar(w)).toList())));
  }

  private static Arbitrary<Entry> section(String key, Arbitrary<MapNode> content) {
    return content.map(map -> entry(key, map));
  }

  private static Arbitrary<MapNode> map(Arbitrary<Entry> entries) {
    return entries
        .list()
        .ofMaxSize(5)
        .uniqueElements(entry -> entry.key().text())
        .map(list -> new MapNode(AT, list));
  }

  private static Entry entry(String key, Node value) {
    return new Entry(scalar(key), value);
  }

  private static Scalar scalar(String text) {
    return new Scalar(AT, text, true);
  }

  private static Layer layer(Origin origin, MapNode root) {
    return new Layer(origin, Path.of("/p/f"), Digest.of(new byte[0]), root);
  }

  private static PolicyFile combine(Layer... layers) {
    return new PolicyLoader(HOME).combine(List.of(layers)).policy();
  }

  @Property(tries = 500)
  void anUntrustedProjectNeverMakesAnyDecisionLooser(
      @ForAll("files") MapNode user, @ForAll("files") MapNode project) {
    PolicyFile own = combine(layer(Origin.USER, user));
    PolicyFile both = combine(layer(Origin.USER, user), layer(Origin.PROJECT, project));

    assertAtLeastAsStrict(both, own);
  }

  @Property(tries = 200)
  void whatTheProjectForbidsIsForbidden(
      @ForAll("files") MapNode user, @ForAll("files") MapNode project) {
    PolicyFile alone = combine(layer(Origin.PROJECT, project));
    PolicyFile both = combine(layer(Origin.USER, user), layer(Origin.PROJECT, project));

    for (String server : NAMES) {
      for (String tool : NAMES) {
        assertThat(both.tools().stateOf(server, tool))
            .isGreaterThanOrEqualTo(alone.tools().stateOf(server, tool));
      }
    }
  }

  @Property(tries = 200)
  void joiningTwiceIsJoiningOnce(@ForAll("files") MapNode a, @ForAll("files") MapNode b) {
    PolicyFile left = combine(layer(Origin.USER, a));
    PolicyFile right = combine(layer(Origin.USER, b));
    PolicyFile joined = left.stricter(right);

    assertThat(joined.stricter(right).revision()).isEqualTo(joined.revision());
    assertThat(left.stricter(left).revision()).isEqualTo(left.revision());
  }

  @Property(tries = 200)
  void theOrderOfProjectsDoesNotMatter(@ForAll("files") MapNode a, @ForAll("files") MapNode b) {
    PolicyFile one = combine(layer(Origin.PROJECT, a), layer(Origin.PROJECT, b));
    PolicyFile other = combine(layer(Origin.PROJECT, b), layer(Origin.PROJECT, a));

    assertAtLeastAsStrict(one, other);
    assertAtLeastAsStrict(other, one);
  }

  private static void assertAtLeastAsStrict(PolicyFile strict, PolicyFile base) {
    assertThat(strict.mode()).isGreaterThanOrEqualTo(base.mode());
    for (String server : NAMES) {
      assertThat(strict.tools().defaultOf(server))
          .isGreaterThanOrEqualTo(base.tools().defaultOf(server));
      for (String tool : NAMES) {
        assertThat(strict.tools().stateOf(server, tool))
            .isGreaterThanOrEqualTo(base.tools().stateOf(server, tool));
      }
    }
    actions(strict, base);
    assertThat(strict.checks().pii().kinds()).containsAll(base.checks().pii().kinds());
    for (String host : List.of("x.org", "a.x.org", "b.x.org", "10.1.2.3", "10.1.9.9", "10.9.9.9")) {
      assertThat(!strict.checks().egress().allows(host) || base.checks().egress().allows(host))
          .as(host)
          .isTrue();
    }
    for (String path : List.of("/a/b", "/a/c/d", "/b")) {
      assertThat(!strict.checks().paths().allows(path) || base.checks().paths().allows(path))
          .as(path)
          .isTrue();
    }
    assertThat(strict.audit().fsync()).isGreaterThanOrEqualTo(base.audit().fsync());
    assertThat(strict.audit().onFailure()).isGreaterThanOrEqualTo(base.audit().onFailure());
    assertThat(strict.audit().directory()).isEqualTo(base.audit().directory());
    assertThat(days(strict)).isGreaterThanOrEqualTo(days(base));
    assertThat(strict.limits().messageBytes()).isLessThanOrEqualTo(base.limits().messageBytes());
  }

  private static void actions(PolicyFile strict, PolicyFile base) {
    List<CheckAction> after = actions(strict.checks());
    List<CheckAction> before = actions(base.checks());
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).stricter(before.get(i))).isEqualTo(after.get(i));
    }
    assertThat(strict.checks().injection().severity())
        .isLessThanOrEqualTo(base.checks().injection().severity());
    assertThat(strict.checks().secrets().severity())
        .isLessThanOrEqualTo(base.checks().secrets().severity());
  }

  private static List<CheckAction> actions(ChecksSection checks) {
    List<CheckAction> all = new ArrayList<>();
    for (ChecksSection.Sided sided :
        List.of(checks.injection(), checks.smuggling(), checks.secrets())) {
      all.add(sided.arguments());
      all.add(sided.results());
    }
    all.add(checks.pii().arguments());
    all.add(checks.pii().results());
    all.add(checks.paths().action());
    all.add(checks.commands().action());
    all.add(checks.egress().action());
    return all;
  }

  private static int days(PolicyFile policy) {
    int days = policy.audit().retentionDays();
    return days == AuditSection.FOREVER ? Integer.MAX_VALUE : days;
  }
}
