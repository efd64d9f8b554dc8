// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.ShellAndHosts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret in `/home/ann/.ssh`, a project in `/home/ann/shop`, and everything that hides which. */
class PathBypassTest {
  private static final PathRoots ROOTS =
      new PathRoots("/home/ann", "/home/ann/shop", "/home/ann/shop", false, false);
  private static final Places PLACES =
      new Places(new PathReader(ROOTS, Links.NONE), new ShellAndHosts());
  private static final Places FOLDING =
      new Places(
          new PathReader(
              new PathRoots("/Users/Ann", "/Users/Ann/shop", "/Users/Ann/shop", true, false),
              Links.NONE),
          new ShellAndHosts());
  private static final List<String> PROJECT = List.of("${PROJECT_DIR}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home/ann/.ssh/id",
        "../.ssh/id",
        "./../.ssh/id",
        "src/../../.ssh/id",
        "/home/ann/shop/../.ssh/id",
        "/home/ann/shop/../../ann/.ssh/id",
        "/../../home/ann/.ssh/id",
        "//home//ann///.ssh//id",
        "/home/ann/./.ssh/./id",
        "/home/ann/.ssh/id/",
        "/home/ann/.ssh/id/.",
        "/home/ann/.ssh",
        "/home/ann/.ssh/",
        "/home/bob/../ann/.ssh/id",
        "~/.ssh/id",
        "~//.ssh/id",
        "~/./.ssh/id",
        "~ann/.ssh/id",
        "~bob/../ann/.ssh/id",
        "~+/../.ssh/id",
        "$HOME/.ssh/id",
        "${HOME}/.ssh/id",
        "$home/.ssh/id",
        "%USERPROFILE%/.ssh/id",
        "%UserProfile%\\.ssh\\id",
        "$env:USERPROFILE\\.ssh\\id",
        "%HOMEDRIVE%%HOMEPATH%\\.ssh\\id",
        "${PROJECT_DIR}/../.ssh/id",
        "$PWD/../.ssh/id",
        "file:///home/ann/.ssh/id",
        "FILE:///home/ann/.ssh/id",
        "file:/home/ann/.ssh/id",
        "file://localhost/home/ann/.ssh/id",
        "file://evil.example/home/ann/.ssh/id",
        "file:////home/ann/.ssh/id",
        "file:///home/ann/.ssh/id?x=1",
        "file:///home/ann/.ssh/id#x",
        "file://~/.ssh/id",
        "file:~/.ssh/id",
        "file:../.ssh/id",
        "file://../.ssh/id",
        "url:file:///home/ann/.ssh/id",
        "jar:file:///home/ann/.ssh/id!/x",
        "view-source:file:///home/ann/.ssh/id",
        "fi\nle:///home/ann/.ssh/id",
        "%66ile:///home/ann/.ssh/id",
        "file:\\\\\\home\\ann\\.ssh\\id",
        "/home/ann/%2essh/id",
        "/home/ann/%2Essh/id",
        "%2e%2e/.ssh/id",
        "..%2f.ssh%2fid",
        "..%5c.ssh%5cid",
        "%252e%252e%252f.ssh%252fid",
        "%c0%ae%c0%ae/.ssh/id",
        "%u002e%u002e/.ssh/id",
        "file:///home/ann/%2Essh/id",
        "file:///home/ann/shop/..%2F.ssh/id",
        "..\\.ssh\\id",
        "..\\/.ssh/id",
        "src\\..\\..\\.ssh\\id",
        "/home/ann/.ssh/id\u0000.png",
        "/home/ann/.ssh\u0000/../../shop/x",
        "/home/ann/.ssh/id%00.png",
        " /home/ann/.ssh/id",
        "/home/ann/.ssh/id\n",
        "\t~/.ssh/id",
        "\uFEFF/home/ann/.ssh/id",
        "/home/ann/.s\u200Bsh/id",
        "/home/ann/.ssh\u202E/id",
        "/home/ann/.s\u00ADsh/id",
        "/home/ann/\uFF0Essh/id",
        "\uFF0E\uFF0E\uFF0F.ssh/id",
        "..\u2215.ssh/id",
        "..\u2044.ssh/id",
        "/home/ann/.ssh./id",
        "/home/ann/.ssh /id",
        "/home/ann/.ssh.../id",
        "/home/ann/.ssh::$INDEX_ALLOCATION/id",
        ".. /.ssh/id",
        "/proc/self/root/home/ann/.ssh/id",
        "/proc/1/root/home/ann/.ssh/id",
        "/proc/thread-self/root/home/ann/.ssh/id",
        "/proc/self/task/7/root/home/ann/.ssh/id",
        "/proc/self/root/proc/self/root/home/ann/.ssh/id",
        "/proc/self/cwd/../.ssh/id",
        "/x/../proc/self/cwd/../.ssh/id",
        "/System/Volumes/Data/home/ann/.ssh/id",
        "/.nofollow/home/ann/.ssh/id",
        "/home/ann/.ssh/id/..namedfork/data",
        "http://../../.ssh/id",
        "https:/../../.ssh/id",
        "x\n/../../.ssh/id",
        // What one reader expands, another takes for a name that `..` leaves again.
        "~/../../.ssh/id",
        "a%2fb/../../.ssh/id",
        "a\\b/../../.ssh/id",
        " /../../.ssh/id",
        "a%252fb/../../.ssh/id",
        "$HOME/../../.ssh/id",
        "C:\\x/../../.ssh/id"
      })
  void aSecretIsSeenInAllItsDisguises(String text) {
    assertThat(PLACES.under(text, List.of("~/.ssh"), false)).isTrue();
    assertThat(PLACES.like("**/.ssh/**", "path", text, false)).isTrue();
    assertThat(PLACES.like("~/.ssh/**", "path", text, false)).isTrue();
    assertThat(PLACES.notUnder(text, PROJECT, false)).isTrue();
    assertThat(PLACES.under(text, PROJECT, true)).isFalse();
    assertThat(PLACES.like("${PROJECT_DIR}/**", "path", text, true)).isFalse();
    assertThat(PLACES.notUnder(text, List.of("~/.ssh"), true)).isFalse();
  }

  @Test
  void paddingDoesNotHideASecret() {
    String padded = "/home/ann/" + "x/../".repeat(3000) + ".ssh/id";

    assertThat(PLACES.under(padded, List.of("~/.ssh"), false)).isTrue();
    assertThat(
            PLACES.under(
                "/home/ann/" + "x/..//".repeat(90_000) + "%2essh/id", List.of("~/.ssh"), false))
        .isTrue();
    assertThat(PLACES.notUnder("%2e/$HOME\\ ".repeat(2000), PROJECT, false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users/ann/.ssh/id",
        "/USERS/ANN/.SSH/ID",
        "/Users/Ann/.\u017Fsh/id",
        "/Users/Ann/.Ssh/id",
        "~/.SSH/id",
        "~ANN/.ssh/id",
        "file:///users/ANN/.ssh/id",
        "../.SSh/id"
      })
  void caseHidesNothingWhereFilesHaveNone(String text) {
    assertThat(FOLDING.under(text, List.of("~/.ssh"), false)).isTrue();
    assertThat(FOLDING.like("**/.Ssh/*", "path", text, false)).isTrue();
    assertThat(FOLDING.under(text, List.of("~/shop"), true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/Main.java",
        "./src/Main.java",
        "src//Main.java",
        "src/../README.md",
        "/home/ann/shop/src/Main.java",
        "~/shop/src",
        "file:///home/ann/shop/README.md",
        "file:///home/ann/shop/my%20notes.md",
        "my notes.md",
        "",
        ".",
        "..a/b",
        "a..b/c..",
        "routes/$id.tsx",
        "100%.txt",
        "caf\u00E9/men\u00FC.md",
        "cafe\u0301/x",
        "app/[id]/page.tsx",
        "src\\Main.java",
        "\u2764\uFE0F.md",
        "\uD83D\uDC68\u200D\uD83D\uDC69.md"
      })
  void ordinaryPathsStayInTheProject(String text) {
    assertThat(PLACES.notUnder(text, PROJECT, false)).isFalse();
    assertThat(PLACES.under(text, PROJECT, true)).isTrue();
    assertThat(PLACES.under(text, List.of("~/.ssh"), false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home/ann/shopping/x",
        "/home/ann/shop2",
        "/home/ann/shop.bak",
        "/home/ann",
        "/",
        "/home",
        "https://example.com/x",
        "ftp://x/y",
        "a\nb",
        "/dev/fd/3",
        "/proc/self/fd/3",
        "/proc/7/map_files/x",
        "~-/x",
        "$OLDPWD/x",
        "${SOMEWHERE}/x",
        "%TEMP%\\x",
        "/dev/../etc",
        "C:\\Users\\ann\\shop\\x",
        "C:x",
        "\\\\server\\share\\x",
        "\\\\?\\C:\\x",
        "//?/C:/x",
        "\\\\?\\Volume{1}\\x",
        "\\??\\C:\\x",
        "file:///C:/x",
        "file:///C|/x",
        "/.vol/1/2",
        "x\0"
      })
  void whatIsOutsideOrMayBeIsNotInside(String text) {
    assertThat(PLACES.notUnder(text, PROJECT, false)).isTrue();
    assertThat(PLACES.under(text, PROJECT, true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/home/ann/my%20shop", "/home/ann/shop\u2116", "/home/ann/a~b"})
  void anOddNameOfTheProjectIsNoDisguise(String project) {
    Places places =
        new Places(
            new PathReader(new PathRoots("/home/ann", project, project, false, false), Links.NONE),
            new ShellAndHosts());

    assertThat(places.notUnder("src/x", PROJECT, false)).isFalse();
    assertThat(places.notUnder(project + "/src/x", PROJECT, false)).isFalse();
    assertThat(places.under("../x", PROJECT, false)).isFalse();
  }
}
