// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mcpfirewall.ShellAndHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files that lead somewhere else: links on this disk, short names on an imagined one. */
class LinksTest {
  @TempDir Path root;
  private Path home = Path.of("");
  private Path shop = Path.of("");
  private Places places = places(Links.NONE, "/", "/");

  @BeforeEach
  void plant() throws IOException {
    home = Files.createDirectories(root.toRealPath().resolve("ann"));
    shop = Files.createDirectories(home.resolve("shop"));
    Files.createDirectories(home.resolve(".ssh/keys"));
    Files.createDirectories(shop.resolve("src/deep"));
    Files.createSymbolicLink(shop.resolve("in"), Path.of("../.ssh"));
    Files.createSymbolicLink(shop.resolve("absolute"), home.resolve(".ssh"));
    Files.createSymbolicLink(shop.resolve("twice"), Path.of("in"));
    Files.createSymbolicLink(shop.resolve("src/up"), Path.of("../../.ssh/keys"));
    Files.createSymbolicLink(shop.resolve("far"), home.resolve(".ssh/keys"));
    Files.createSymbolicLink(shop.resolve("near"), Path.of("src"));
    Files.createSymbolicLink(shop.resolve("loop"), Path.of("loop"));
    Files.createSymbolicLink(shop.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(shop.resolve("b"), Path.of("a/x"));
    Files.createSymbolicLink(home.resolve("work"), shop);
    Files.createSymbolicLink(home.resolve("dangling"), home.resolve(".ssh/new"));
    places = new Places(PathRoots.of(home, shop, Optional.empty()), new ShellAndHosts());
  }

  private static Places places(Links links, String home, String directory) {
    PathRoots roots = new PathRoots(home, directory, directory, true, true);
    return new Places(new PathReader(roots, links), new ShellAndHosts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "in/id",
        "in",
        "./in/",
        "absolute/id",
        "twice/id",
        "src/up/id",
        "src/../in/id",
        "src/deep/../up/../id",
        "near/up/id",
        "near/../in/id",
        // A kernel climbs from where the link leads, not from where it stands.
        "far/../id",
        "src/up/../id",
        "in/keys/../id",
        "~/work/in/id",
        "~/dangling",
        "in/none/x",
        "%69n/id",
        "in\\id",
        "in\u0000",
        "file:in/id"
      })
  void linksLeadOut(String text) {
    assertThat(places.under(text, List.of("~/.ssh"), false)).isTrue();
    assertThat(places.like("~/.ssh/**", "path", text, false)).isTrue();
    assertThat(places.notUnder(text, List.of("${PROJECT_DIR}"), false)).isTrue();
    assertThat(places.under(text, List.of("${PROJECT_DIR}"), true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"near/x", "src/deep", "new/file", "near/../src/x", "~/work/src/x"})
  void linksWithinStayWithin(String text) {
    assertThat(places.notUnder(text, List.of("${PROJECT_DIR}"), false))
        .isEqualTo(text.startsWith("~"));
    assertThat(places.under(text, List.of("${PROJECT_DIR}", "~/work"), true)).isTrue();
    assertThat(places.notUnder(text, List.of("${PROJECT_DIR}", "~/work"), false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"loop", "loop/x", "a", "a/b", "b/../../x"})
  void loopsLeadNowhereAndAreNotInside(String text) {
    assertThat(places.paths(text).certain()).isFalse();
    assertThat(places.notUnder(text, List.of("${PROJECT_DIR}"), false)).isTrue();
    assertThat(places.under(text, List.of("${PROJECT_DIR}"), true)).isFalse();
  }

  @Test
  void aDirectoryOfThePolicyMayBeALinkItself() {
    Places linked =
        new Places(PathRoots.of(home, home.resolve("work"), Optional.empty()), new ShellAndHosts());

    assertThat(linked.notUnder("src/x", List.of("${PROJECT_DIR}"), false)).isFalse();
    assertThat(linked.notUnder(shop + "/src/x", List.of("${PROJECT_DIR}"), false)).isFalse();
    assertThat(linked.under(shop + "/in/x", List.of("${PROJECT_DIR}"), true)).isFalse();
    assertThat(linked.like("~/work/src/*", "path", shop + "/src/x", false)).isTrue();
    assertThat(linked.like("./src/*", "path", shop + "/src/x", true)).isTrue();
  }

  @Test
  void whatMayNotBeSeenIsReadAsItIsWritten() throws IOException {
    Path closed = Files.createDirectories(home.resolve("closed/dir"));
    Files.createSymbolicLink(closed.resolve("out"), home.resolve(".ssh"));
    Files.setPosixFilePermissions(closed.getParent(), PosixFilePermissions.fromString("---------"));
    try {
      assertThat(places.paths("../closed/dir/x").paths()).contains(home + "/closed/dir/x");
    } finally {
      Files.setPosixFilePermissions(
          closed.getParent(), PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aDiskIsAskedWhetherItTakesCase() {
    assumeThat(System.getProperty("os.name")).startsWith("Linux");

    assertThat(PathRoots.of(home, shop, Optional.empty()).foldsCase()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "C:\\PROGRA~1\\x, C:/Program Files, true",
    "c:/progra~1/../PROGRA~1/x, C:\\Program Files\\, true",
    "\\\\?\\C:\\PROGRA~1\\x, C:/Program Files, true",
    "PROGRA~1\\x, C:/Program Files, false",
    "/PROGRA~1/x, C:/Program Files, true",
    "/c:/program files/x, C:/Program Files, true",
    "C:\\Program Files.\\x, C:/Program Files, true",
    "C:\\Program Files \\x, C:/Program Files, true",
    "C:\\Junction\\x, C:/Program Files, true",
    "\\\\localhost\\c$\\Program Files\\x, C:/Program Files, true",
    "\\\\127.0.0.1\\C$\\Program Files\\x, C:/Program Files, true",
    "\\\\?\\UNC\\localhost\\c$\\Program Files\\x, C:/Program Files, true",
    "\\\\.\\C:\\Program Files\\x, C:/Program Files, true",
    "\\??\\C:\\Program Files\\x, C:/Program Files, true",
    "file:///C:/Program%20Files/x, C:/Program Files, true",
    "file:///C|/Program%20Files/x, C:/Program Files, true",
    "C:/Program Files/x::$DATA, C:/Program Files/x, true",
    "C:/Program Files/x:stream, C:/Program Files/x, true",
    "C:/PROGRAM FILES/X, c:/program files/x, true",
    "D:\\Program Files\\x, C:/Program Files, false",
    "\\\\host\\share\\x, C:/Program Files, false",
    "\\\\HOST\\share\\x, //host/share, true",
    "UNKNOW~1\\x, C:/Users/ann/shop/Unknown Thing, true",
    "FI8A2B~1\\x, C:/Users/ann/shop/file of mine, true",
  })
  void windowsHasManyNamesForOnePlace(String text, String directory, boolean under) {
    Map<String, Links.Entry> disk =
        Map.of(
            "c:/progra~1", new Links.Plain("C:\\Program Files"),
            "c:/program files", new Links.Plain("C:\\Program Files"),
            "c:/junction", new Links.Plain("C:\\Program Files"),
            "c:/users", new Links.Plain("C:\\Users"),
            "c:/users/ann", new Links.Plain("C:\\Users\\ann"),
            "c:/users/ann/shop", new Links.Plain("C:\\Users\\ann\\shop"));
    Links links =
        path -> disk.getOrDefault(path.toLowerCase(java.util.Locale.ROOT), new Links.Missing());
    Places windows = places(links, "C:\\Users\\ann", "C:\\Users\\ann\\shop");

    assertThat(windows.under(text, List.of(directory), false)).isEqualTo(under);
    assertThat(windows.notUnder(text, List.of("${PROJECT_DIR}"), false))
        .isEqualTo(
            !text.startsWith("PROGRA") && !text.startsWith("UNKN") && !text.startsWith("FI8"));
  }

  @Test
  void ordinaryWindowsPathsStayInTheProject() {
    Places windows = places(Links.NONE, "C:\\Users\\ann", "C:\\Users\\ann\\shop");

    for (String text :
        List.of(
            "src\\x",
            "src/x",
            "C:\\Users\\ANN\\shop\\x",
            "\\Users\\ann\\shop\\x",
            "C:src",
            "~\\shop\\x",
            "%USERPROFILE%\\shop\\x",
            "file:///C:/Users/ann/shop/x")) {
      assertThat(windows.notUnder(text, List.of("${PROJECT_DIR}"), false)).as(text).isFalse();
      assertThat(windows.like("${PROJECT_DIR}\\**", "path", text, true)).as(text).isTrue();
    }
  }
}
