// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.cli.RecordedTraffic.Call;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.policy.place.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Whatever stands in a log, what is learnt from it is no wider. */
class SuggestProperties {
  private static final String UNSEEN = "drop_all_tables";
  private static final List<String> NASTY =
      List.of(
          "*",
          "?",
          "|",
          "**",
          "\n",
          "\r\n",
          ": ",
          "#",
          " #",
          "\"",
          "'",
          "{",
          "}",
          "[",
          "]",
          "&a ",
          "!!x ",
          "%",
          "@",
          "`",
          ",",
          "- ",
          "---",
          "...",
          "${HOME}",
          "${PROJECT_DIR}",
          "~",
          "\\",
          "\u0000",
          "\u001b[2J",
          "\u0085",
          "\u2028",
          "\ufeff",
          "\u202e",
          "\u0435",
          "^",
          "$",
          "(?:",
          ".*",
          ")",
          "enabled",
          "\naction: allow\n",
          "\"}\n- {tool: \"*\", action: allow}\n",
          "../",
          "%2e%2e/",
          "/",
          "\ud83d\ude00",
          "[REDACTED]",
          "number:1",
          "… (+9 bytes)");

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            Arbitraries.of(NASTY),
            Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(4),
            Arbitraries.strings().ofMaxLength(3).filter(SuggestProperties::isText));
    return pieces.list().ofMinSize(1).ofMaxSize(5).map(list -> String.join("", list));
  }

  /** What JSON can carry in UTF-8. */
  private static boolean isText(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  @Provide
  Arbitrary<List<Call>> ordinary() {
    Arbitrary<String> words = Arbitraries.of("red", "blue", "a b", "/srv/p/a", "/srv/p/b/c", "/x");
    Arbitrary<String> values =
        Arbitraries.oneOf(
            words.map(Quote::of),
            Arbitraries.integers().between(-5, 5000).map(String::valueOf),
            Arbitraries.doubles().between(-1, 1).map(String::valueOf),
            Arbitraries.of("true", "false", "null", "[]", "{}", "[1,\"a\"]", "{\"b\":{\"c\":1}}"),
            Arbitraries.of("\"git status\"", "\"make all\"", "\"https://a.example.com/\""));
    Arbitrary<String> arguments =
        Arbitraries.maps(Arbitraries.of("path", "n", "colour", "command", "url", "/p", "*"), values)
            .ofMaxSize(3)
            .map(SuggestProperties::object);
    return Combinators.combine(Arbitraries.of("get", "set", "refund"), arguments)
        .as(Call::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static String object(java.util.Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> Quote.of(member.getKey()) + ":" + member.getValue())
        .collect(java.util.stream.Collectors.joining(",", "{", "}"));
  }

  /** A world that is gone afterwards. */
  private static void inAWorld(Check check) throws IOException {
    Path root = Files.createTempDirectory("suggest");
    try {
      FakeSurroundings here = new FakeSurroundings(root);
      Files.createDirectories(here.project);
      check.run(here);
    } finally {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private interface Check {
    void run(FakeSurroundings here) throws IOException;
  }

  private static boolean passes(
      FakeSurroundings here, String agent, String server, String tool, String... arguments) {
    String[] words = {"policy", "explain", "--config", "learnt.yaml", "--server=" + server, tool};
    Stream<String> who = agent.isEmpty() ? Stream.of() : Stream.of("--agent=" + agent);
    String[] all =
        Stream.of(Stream.of(words), who, Stream.of(arguments))
            .flatMap(part -> part)
            .toArray(String[]::new);
    return here.run(all) == 0;
  }

  @Property(tries = 60)
  void whatPassedPassesAndNothingUnseenDoes(@ForAll("ordinary") List<Call> calls)
      throws IOException {
    inAWorld(here -> {
      new RecordedTraffic(
              here.home(),
              "rules: [ { tool: refund, match: { arguments: { n: { gt: 50 } } }, action: deny } ]\n")
          .session("cursor", "shop", calls)
          .session("claude", "shop", calls);

      boolean all = here.run("policy", "suggest", "-o", "learnt.yaml") == 0;
      // Of odd calls some may be refused later; then it says which, and exits with 1.
      assertThat(here.err().contains("passed when it was recorded")).isEqualTo(!all);
      Statistics.label("whole").collect(all);
      Statistics.label("whole")
          .coverage(cases -> cases.check(true).percentage(share -> share > 80));
      String yaml = Files.readString(here.project.resolve("learnt.yaml"));
      assertThat(here.run("policy", "validate", "learnt.yaml")).as(here.out() + yaml).isZero();
      assertThat(here.run("policy", "replay", "--config", "learnt.yaml", "--json") == 0)
          .as(yaml)
          .isEqualTo(all);
      assertThat(passes(here, "cursor", "shop", UNSEEN)).as(yaml).isFalse();
      assertThat(passes(here, "cursor", "other", "get")).as(yaml).isFalse();
      assertThat(passes(here, "eve", "shop", "get")).as(yaml).isFalse();
      here.run("policy", "suggest");
      assertThat(here.out()).isEqualTo(yaml);
    });
  }

  @Property(tries = 150)
  void hostileNamesOpenNothing(
      @ForAll("hostile") String tool,
      @ForAll("hostile") String server,
      @ForAll("hostile") String agent)
      throws IOException {
    inAWorld(here -> {
      new RecordedTraffic(here.home(), "default: allow\n")
          .session(agent, server, List.of(Call.of(tool, "{\"x\":1}")))
          .session("cursor", "shop", List.of(Call.of("get", "{\"n\":1}")));

      here.run("policy", "suggest", "-o", "learnt.yaml");
      assertThat(here.project.resolve("learnt.yaml")).as(here.err()).exists();
      String yaml = Files.readString(here.project.resolve("learnt.yaml"));
      assertThat(here.run("policy", "validate", "learnt.yaml")).as(here.out() + yaml).isZero();
      for (String name : List.of(UNSEEN, "drop", "e", "enabled", "x")) {
        if (!Names.fold(name).equals(Names.fold(tool))) {
          assertThat(passes(here, agent, server, name, "x:=1")).as(yaml).isFalse();
        }
        assertThat(passes(here, "cursor", "shop", name, "x:=1")).as(yaml).isFalse();
        assertThat(passes(here, name, server + "x", tool + "y")).as(yaml).isFalse();
      }
      assertThat(passes(here, "cursor", "shop", "get", "n:=1")).as(yaml).isTrue();
    });
  }

  @Property(tries = 150)
  void hostileValuesOpenNothing(
      @ForAll("hostile") String one,
      @ForAll("hostile") String other,
      @ForAll("hostile") String name)
      throws IOException {
    inAWorld(here -> {
      new RecordedTraffic(
              here.home(),
              "checks: { paths: off, commands: off, egress: off, smuggling: off, injection: off }\n")
          .session(
              "cursor",
              "shop",
              List.of(
                  call("/srv/p/" + one, one, name),
                  call("/srv/p/" + other, "ls " + other, name),
                  call("/srv/p/a", other, name)));

      here.run("policy", "suggest", "-o", "learnt.yaml");
      String yaml = Files.readString(here.project.resolve("learnt.yaml"));
      assertThat(here.run("policy", "validate", "learnt.yaml")).as(here.out() + yaml).isZero();
      String path = "path=/srv/p/a";
      assertThat(passes(here, "cursor", "shop", "use", "path=/work/q", "command=ls", "url=x"))
          .as(yaml)
          .isFalse();
      assertThat(passes(here, "cursor", "shop", "use", path, "command=rm -rf x", "url=x"))
          .as(yaml)
          .isFalse();
      assertThat(
              passes(here, "cursor", "shop", "use", path, "command=ls", "url=https://evil.test/"))
          .as(yaml)
          .isFalse();
    });
  }

  @Example
  void whatLooksCutOpensNothing() throws IOException {
    hostileValuesOpenNothing("… (+9 bytes)", "… (+9 bytes)", "");
  }

  private static Call call(String path, String text, String name) {
    String value = Quote.of(text);
    return Call.of(
        "use",
        "{\"path\":"
            + Quote.of(path)
            + ",\"command\":"
            + value
            + ",\"url\":"
            + value
            + ","
            + Quote.of("k" + name)
            + ":"
            + value
            + "}");
  }
}
