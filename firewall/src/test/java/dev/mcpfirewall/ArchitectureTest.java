// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.mcpfirewall.decision.Journal;
import dev.mcpfirewall.pipeline.Check;
import dev.mcpfirewall.transport.Channel;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The table of the design: which package sees which. */
class ArchitectureTest {
  private static final String ROOT = "dev.mcpfirewall";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // A module of its own, with a table of its own.
          .withImportOption(location -> !location.contains("/dev/mcpfirewall/rego/"))
          .importPackages(ROOT);

  /** Package → everything of ours it may import. */
  private static final Map<String, List<String>> SEES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("json", List.of()),
              Map.entry("text", List.of()),
              Map.entry("detect", List.of("text")),
              Map.entry("config", List.of()),
              // Frames are Bytes, the type that is never a bare array.
              Map.entry("transport", List.of("json")),
              Map.entry("decision", List.of("json")),
              Map.entry("mcp", List.of("json")),
              Map.entry("policy", List.of("decision", "json", "config", "text")),
              Map.entry("pipeline", List.of("mcp", "decision", "json")),
              Map.entry(
                  "check", List.of("pipeline", "mcp", "decision", "detect", "policy", "json")),
              Map.entry("audit", List.of("decision", "json")),
              Map.entry("history", List.of("pipeline", "mcp", "decision", "detect", "json")),
              Map.entry(
                  "proxy",
                  List.of("transport", "mcp", "pipeline", "history", "decision", "json"))));

  @Test
  void importerFoundTheClasses() {
    assertThat(CLASSES.size()).isGreaterThan(120);
  }

  @Test
  void everyPackageIsInTheTable() {
    List<String> packages =
        CLASSES.stream()
            .map(type -> type.getPackageName().substring(ROOT.length()))
            .filter(name -> !name.isEmpty())
            .map(name -> name.split("\\.", -1)[1])
            .distinct()
            .sorted()
            .toList();

    assertThat(packages).containsExactlyElementsOf(SEES.keySet());
  }

  @Test
  void packagesSeeOnlyWhatTheTableSays() {
    SEES.forEach((name, seen) -> {
      String[] forbidden =
          SEES.keySet().stream()
              .filter(other -> !other.equals(name) && !seen.contains(other))
              .map(other -> ROOT + "." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOT + "." + name + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(forbidden)
          .orShould()
          .dependOnClassesThat(inTheRootPackage())
          .check(CLASSES);
    });
  }

  @Test
  void onlyThePolicyKnowsRego() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".policy..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".rego..")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .should(
            new com.tngtech.archunit.lang.ArchCondition<>("live in a null-marked package") {
              @Override
              public void check(JavaClass type, com.tngtech.archunit.lang.ConditionEvents events) {
                boolean marked =
                    type.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                events.add(
                    new com.tngtech.archunit.lang.SimpleConditionEvent(
                        type, marked, type.getName() + ": " + marked));
              }
            })
        .check(CLASSES);
  }

  @Test
  void onlySessionsWriteToChannels() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".proxy..", ROOT + ".transport..")
        .should()
        .callMethod(Channel.class, "write", List.class)
        .check(CLASSES);
  }

  @Test
  void decidingTouchesNoNetworkAndStartsNoProcess() {
    noClasses()
        .that()
        .resideInAnyPackage(
            Arrays.stream(
                    new String[] {"detect", "check", "policy", "decision", "pipeline", "history"})
                .map(name -> ROOT + "." + name + "..")
                .toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(ProcessBuilder.class.getName())
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "java.nio.channels..")
        .check(CLASSES);
  }

  @Test
  void backtrackingPatternsStayOutOfTheMessagesWay() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".detect..",
            ROOT + ".check..",
            ROOT + ".mcp..",
            ROOT + ".json..",
            ROOT + ".history..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.regex..")
        .check(CLASSES);
  }

  @Test
  void timeAndChanceComeFromOutside() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".(**)..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callConstructor(Random.class)
        .check(CLASSES);
  }

  @Test
  void nothingInTheCorePrints() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "in")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void checksLiveInCheckAndJournalsWhereTheyAreKnown() {
    classes()
        .that()
        .implement(Check.class)
        .should()
        .resideInAPackage(ROOT + ".check..")
        .andShould()
        .haveSimpleNameEndingWith("Check")
        .check(CLASSES);
    classes()
        .that()
        .implement(Journal.class)
        .should()
        .resideInAnyPackage(ROOT, ROOT + ".audit..")
        .check(CLASSES);
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses()
        .that()
        .areTopLevelClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Common|Base|Data|Info)")
        .orShould()
        .haveNameMatching(".*\\.(Abstract|I[A-Z][a-z]).*")
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> inTheRootPackage() {
    return DescribedPredicate.describe(
        "are in the root package", type -> type.getPackageName().equals(ROOT));
  }
}
