// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.ShellAndHosts;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands and addresses in disguise. */
class TextBypassTest {
  private static final Places PLACES =
      new Places(
          PathRoots.of(Path.of("/home/ann"), Path.of("/home/ann/shop"), Optional.empty()),
          new ShellAndHosts());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm x",
        "  rm x",
        "rm   x",
        "rm\tx",
        "\\rm x",
        "/bin/rm x",
        "/usr/bin/../bin/rm x",
        "./rm x",
        "r''m x",
        "r\"\"m x",
        "'rm' x",
        "\"rm\" x",
        "r\\m x",
        "$'rm' x",
        "$'\\x72m' x",
        "$'\\162m' x",
        "rm${IFS}x",
        "rm$IFS$9x",
        "r$@m x",
        "r${u}m x",
        "r$u''m x",
        "${u:-rm} x",
        "{rm,x}",
        "sh -c 'rm x'",
        "bash -lc \"rm x\"",
        "sh -c \"sh -c 'rm x'\"",
        "sudo rm x",
        "sudo -u root rm x",
        "env rm x",
        "env A=1 rm x",
        "A=1 rm x",
        "command rm x",
        "nohup rm x &",
        "timeout 5 rm x",
        "xargs rm x",
        "exec rm x",
        "time rm x",
        "busybox rm x",
        "echo a; rm x",
        "echo a && rm x",
        "echo a || rm x",
        "echo a | rm x",
        "echo a\nrm x",
        "echo $(rm x)",
        "echo `rm x`",
        "(rm x)",
        "{ rm x; }",
        "if true; then rm x; fi",
        "! rm x",
        "eval rm x",
        "eval 'rm x'",
        "echo rm x | sh",
        "printf 'rm x' | bash",
        "find . -exec rm x ;",
        "sh <<< 'rm x'",
        "sh <<E\nrm x\nE",
        "cat <(rm x)",
        "r\\\nm x",
        "rm\u00A0x",
        "\uFF52\uFF4D x",
        "r\u200Bm x",
        "/bin/r? x",
        "/???/r[m] x",
        "/b*/rm x",
        "$(which rm) x",
        "`echo rm` x",
        "RM.EXE x",
        "C:\\bin\\rm.exe x",
        "cmd /c rm x",
        "cmd.exe /C \"rm x\"",
        "cmd /crm x",
        "r^m x",
        "ssh host rm x",
        "python3 -c \"import os; os.system('rm x')\"",
        ":;rm x",
        "trap 'rm x' EXIT"
      })
  void aForbiddenCommandIsSeen(String command) {
    assertThat(PLACES.like("rm *", "command", command, false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git log; rm x",
        "git log && rm x",
        "git log | sh",
        "git log\nrm x",
        "git log $(rm x)",
        "git log > ~/.bashrc",
        "git log >> x",
        "git log &> x",
        "git `rm x`",
        "git log & rm x",
        "git log <(rm x)",
        "env git log",
        "sudo git log",
        "A=1 git log",
        "/tmp/git log",
        "git log \"$(rm x)\"",
        "gi\u200Bt log"
      })
  void anAllowedCommandBringsNoOtherWithIt(String command) {
    assertThat(PLACES.like("git *", "command", command, true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git log",
        "git log --oneline -5",
        "git log 2>&1",
        "git log 2>/dev/null",
        "git commit -m 'a; b'"
      })
  void anAllowedCommandPasses(String command) {
    assertThat(PLACES.like("git *", "command", command, true)).isTrue();
  }

  @Test
  void anAllowedWrapperPassesWithWhatItWraps() {
    assertThat(PLACES.like("sudo apt *", "command", "sudo apt update", true)).isTrue();
    assertThat(PLACES.like("apt *", "command", "sudo apt update", true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo 'rm x'", "git log", "cat 'a; rm x'", "echo a # rm x", "rmdir x"})
  void whatOnlyTalksOfACommandIsNone(String command) {
    assertThat(PLACES.like("rm *", "command", command, false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "command",
        "CMD",
        "shell_command",
        "shellScript",
        "script",
        "argv",
        "c\u043Emmand",
        "comm\u200Band"
      })
  void keysForCommandsAreKnown(String key) {
    assertThat(PLACES.like("rm *", key, "sudo rm x", false)).isTrue();
  }

  @Test
  void otherKeysHoldTexts() {
    assertThat(PLACES.like("rm *", "content", "sudo rm x", false)).isFalse();
    assertThat(PLACES.like("rm *", "content", "rm\u200B x", false)).isTrue();
    assertThat(PLACES.like("rm *", "content", "rm\u200B x", true)).isFalse();
  }

  @Test
  void moreCommandsThanCanBeReadCountAsAny() {
    String many = "a;".repeat(20_000);

    assertThat(PLACES.like("rm *", "command", many, false)).isTrue();
    assertThat(PLACES.like("a", "command", many, true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.com/x",
        "HTTPS://EVIL.com/x",
        "https://evil.com./x",
        "https://evil.com:443/x",
        "https://evil.com:0443/x",
        "https://user@evil.com/x",
        "https://good.com:pw@evil.com/x",
        "https://good.com@evil.com/x",
        "https://good.com%40evil.com/x",
        "https://good.com\\@evil.com/x",
        "https:evil.com/x",
        "https:/evil.com/x",
        "https:///evil.com/x",
        "https:\\\\evil.com\\x",
        " https://evil.com/x",
        "ht\ntps://evil.com/x",
        "https://e\tvil.com/x",
        "https://\uFF45vil.com/x",
        "https://evil\u3002com/x",
        "https://ev\u00ADil.com/x",
        "https://%65vil.com/x",
        "https://evil.com/a/../x",
        "https://evil.com/./x",
        "https://evil.com/%2e%2e/x",
        "https://evil.com/%78",
        "https://evil.com/x#y",
        "https://evil.com\\x"
      })
  void aForbiddenAddressIsSeen(String url) {
    assertThat(PLACES.like("https://evil.com/x", "url", url, false)).isTrue();
    assertThat(PLACES.like("https://EVIL.com/x", "anything", url, false))
        .isEqualTo(UrlReader.isUrl(url));
    assertThat(PLACES.like("https://good.com*", "url", url, true)).isFalse();
    assertThat(PLACES.like("https://good.com/*", "url", url, true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1/, http://0x7f.1/",
    "http://127.0.0.1/, http://2130706433",
    "http://127.0.0.1/, http://0177.0.0.1:80/",
    "http://127.0.0.1/, 'http://[::ffff:127.0.0.1]/'",
    "http://127.0.0.1/, 'http://[::ffff:7f00:1]'",
    "'http://[[]::1]/', 'http://[0:0:0:0:0:0:0:1]/'",
    "http://127.0.0.1/, http://127.1./",
    "http://b\u00FCcher.de/*, http://xn--bcher-kva.de/x",
    "http://xn--bcher-kva.de/*, http://B\u00DCCHER.de/x",
    "ftp://x.y/*, FTP://x.Y:21/z",
  })
  void hostsHaveOneSpelling(String pattern, String url) {
    assertThat(PLACES.like(pattern, "url", url, false)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, host, 0x7f000001",
    "127.0.0.1, hostname, 127.0.0.1.",
    "evil.com, host, EVIL.com.",
    "evil.com, server_host, user@evil.com",
    "evil.com:8080, endpoint, Evil.COM:08080",
    "*.evil.com, domain, A.EVIL.COM",
    "evil.com/x, url, evil.com./x",
  })
  void hostsAloneAreReadToo(String pattern, String key, String text) {
    assertThat(PLACES.like(pattern, key, text, false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.com/.good.com/x",
        "https://evil.com?.good.com/x",
        "https://evil.com#.good.com/x",
        "https://evil.com\\.good.com/x",
        "https://x.good.com@evil.com/x",
        "https://good.com.evil.com/x"
      })
  void starsInAnAllowedHostStayInTheHost(String url) {
    assertThat(PLACES.like("https://*.good.com/*", "url", url, true)).isFalse();
  }

  @Test
  void eachPartThatMayBeTheHostIsOne() {
    String url = "https://evil.com\\@good.com/x";

    assertThat(PLACES.like("https://evil.com/*", "url", url, false)).isTrue();
    assertThat(PLACES.like("https://good.com/*", "url", url, false)).isTrue();
    assertThat(PLACES.like("https://good.com/*", "url", url, true)).isFalse();
  }

  @Test
  void anAllowedAddressPasses() {
    assertThat(PLACES.like("https://*.good.com/*", "url", "https://a.good.com/x?y=z", true))
        .isTrue();
    assertThat(PLACES.like("https://good.com/**", "url", "https://good.com/a/b", true)).isTrue();
  }
}
