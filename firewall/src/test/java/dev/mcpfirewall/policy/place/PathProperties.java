// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.ShellAndHosts;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PathProperties {
  private static final PathRoots ROOTS =
      new PathRoots("/home/ann", "/home/ann/shop", "/home/ann/shop", false, false);
  private static final PathReader READER = new PathReader(ROOTS, Links.NONE);
  private static final Places PLACES = new Places(READER, new ShellAndHosts());

  @Provide
  Arbitrary<String> plain() {
    return Arbitraries.of("a", "b", "src", ".git", "x.y", "..", ".", "", "home", "ann", "shop")
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(names -> String.join("/", names))
        .flatMap(path -> Arbitraries.of(path, "/" + path));
  }

  @Provide
  Arbitrary<String> wild() {
    return Arbitraries.of(
            "a",
            "..",
            ".",
            "/",
            "//",
            "\\",
            "~",
            "%2e",
            "%2f",
            "%25",
            "%5c",
            "%00",
            "file:",
            " ",
            "\n",
            "\0",
            "$HOME",
            "${HOME",
            "%USERPROFILE%",
            "C:",
            "::$DATA",
            "\u200B",
            "\u00E9",
            "e\u0301",
            "\uFF0E",
            "?",
            "#",
            "!/",
            "*",
            "[",
            "{",
            "proc/self/root",
            "\uD800",
            "home",
            "ann",
            "shop",
            "|",
            "$")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private static String normal(String path) {
    return Path.of("/home/ann/shop").resolve(path).normalize().toString();
  }

  @Property
  void anOrdinaryPathIsWhatJavaMakesOfIt(@ForAll("plain") String path) {
    assertThat(READER.readings(path).paths()).first().isEqualTo(normal(path));
  }

  @Property
  void whatIsCanonicalStaysAsItIs(@ForAll("wild") String text) {
    for (String path : READER.readings(text).paths()) {
      String again = READER.readings(path).paths().getFirst();
      assertThat(READER.readings(again).paths()).first().isEqualTo(again);
      if (path.startsWith("/") && !path.startsWith("//")) {
        assertThat(again).isEqualTo(path);
      }
    }
  }

  @Property
  void nothingIsUnderADirectoryThatJavaPutsOutside(@ForAll("plain") String path) {
    boolean inside = Path.of(normal(path)).startsWith("/home/ann/shop");

    assertThat(PLACES.under(path, List.of("${PROJECT_DIR}"), true)).isEqualTo(inside);
    assertThat(PLACES.under(path, List.of("${PROJECT_DIR}"), false)).isEqualTo(inside);
    assertThat(PLACES.notUnder(path, List.of("${PROJECT_DIR}"), false)).isEqualTo(!inside);
  }

  @Property
  void whatRestrictsHoldsWhereverWhatLetsDoes(@ForAll("wild") String text) {
    List<String> project = List.of("${PROJECT_DIR}");

    assertThat(PLACES.under(text, project, true) && !PLACES.under(text, project, false)).isFalse();
    assertThat(PLACES.notUnder(text, project, true) && !PLACES.notUnder(text, project, false))
        .isFalse();
    assertThat(PLACES.under(text, project, true) && PLACES.notUnder(text, project, false))
        .isFalse();
  }

  @Property
  void tricksDoNotHideAPath(@ForAll("plain") String path, @ForAll long seed) {
    String disguised = disguise(normal(path), new Random(seed));

    assertThat(READER.readings(disguised).paths()).as(disguised).contains(normal(path));
  }

  private static String disguise(String path, Random chance) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      switch (c == '/' ? chance.nextInt(6) : 6 + chance.nextInt(8)) {
        case 0 -> out.append("/./");
        case 1 -> out.append("//");
        case 2 -> out.append("/x/../");
        case 3 -> out.append(i == 0 ? "/" : "%2f");
        case 4 -> out.append(i == 0 ? "/" : "\\");
        case 6 -> out.append("%").append(Integer.toHexString(c));
        case 7 -> out.append("%25").append(Integer.toHexString(c));
        case 8 -> out.append(c).append('\u200B');
        default -> out.append(c);
      }
    }
    return switch (chance.nextInt(5)) {
      case 0 -> "file://" + out;
      case 1 -> "FILE:" + out;
      case 2 -> " " + out;
      case 3 -> out + "\0.txt";
      default -> out.toString();
    };
  }

  @Property
  void theNumberOfReadingsIsBounded(@ForAll("wild") String text) {
    assertThat(READER.readings(text).paths().size()).isBetween(1, 512);
    assertThat(READER.readings(text.repeat(200)).paths().size()).isBetween(1, 512);
  }
}
