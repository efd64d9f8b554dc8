// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which package of the engine sees which; a package's own sub-packages are part of it. */
class ArchitectureTest {
  private static final String ROOT = "dev.mcpfirewall.rego";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** Package → everything of ours it may import. */
  private static final Map<String, List<String>> SEES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("value", List.of()),
              Map.entry("error", List.of()),
              Map.entry("jackson", List.of("value")),
              Map.entry("ast", List.of("value", "error")),
              Map.entry("parse", List.of("ast", "value", "error")),
              Map.entry("format", List.of("ast", "value", "error")),
              Map.entry("type", List.of("value")),
              // `rego.parse_module` parses; json.match_schema's libraries take Jackson's trees.
              Map.entry("builtin", List.of("parse", "ast", "type", "jackson", "value", "error")),
              Map.entry("compile", List.of("ast", "builtin", "type", "value", "error")),
              Map.entry("check", List.of("compile", "ast", "builtin", "type", "value", "error")),
              Map.entry("eval", List.of("compile", "ast", "builtin", "value", "error"))));

  @Test
  void importerFoundTheClasses() {
    assertThat(CLASSES.size()).isGreaterThan(300);
  }

  @Test
  void everyPackageIsInTheTable() {
    Set<String> packages = new TreeSet<>();
    CLASSES.forEach(c -> packages.add(first(c.getPackageName())));
    packages.remove("");

    assertThat(packages).isEqualTo(SEES.keySet());
  }

  private static String first(String name) {
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.", 2)[0];
  }

  @Test
  void packagesSeeWhatTheTableSays() {
    SEES.forEach((name, sees) -> {
      List<String> allowed = new ArrayList<>(List.of(ROOT + "." + name + ".."));
      sees.forEach(other -> allowed.add(ROOT + "." + other + ".."));
      String[] ours = {"dev.mcpfirewall.."};
      noClasses()
          .that()
          .resideInAPackage(ROOT + "." + name + "..")
          .should()
          .dependOnClassesThat(
              com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(ours)
                  .and(
                      com.tngtech.archunit.base.DescribedPredicate.not(
                          com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                              allowed.toArray(String[]::new)))))
          .check(CLASSES);
    });
  }

  @Test
  void dependsOnNothingElseOfTheProject() {
    noClasses()
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                    "dev.mcpfirewall..")
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.not(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                            ROOT + ".."))))
        .check(CLASSES);
  }

  @Test
  void evaluationReachesNeitherNetworkNorProcesses() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.Socket")
        .check(CLASSES);
  }

  @Test
  void patternsAreLinear() {
    classes()
        .should(
            com.tngtech.archunit.lang.conditions.ArchConditions.not(
                com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(
                        java.util.regex.Pattern.class))))
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked = new ArrayList<>();
    CLASSES.stream()
        .map(c -> c.getPackage())
        .distinct()
        .filter(p ->
            p.tryGetPackageInfo().isEmpty()
                || !p.isAnnotatedWith(org.jspecify.annotations.NullMarked.class))
        .forEach(p -> unmarked.add(p.getName()));
    unmarked.removeAll(Arrays.asList("dev.mcpfirewall", "dev"));

    assertThat(unmarked).isEmpty();
  }

  @Test
  void namesSayWhatThingsAre() {
    assertThat(CLASSES.stream().map(c -> c.getSimpleName()))
        .noneMatch(name -> name.matches(".*(Impl|Manager|Helper|Utils?|Common)$"));
  }
}
