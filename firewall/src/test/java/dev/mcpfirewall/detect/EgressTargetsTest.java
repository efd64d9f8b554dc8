// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTargetsTest {
  private static final EgressTargets DETECTOR = new EgressTargets();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://127.0.0.1/                       | egress.loopback        | 127.0.0.1
          http://127.1:8080/x                     | egress.loopback        | 127.0.0.1
          HTTP://0X7F.1/                          | egress.loopback        | 127.0.0.1
          http://017700000001/                    | egress.loopback        | 127.0.0.1
          http://2130706433                       | egress.loopback        | 127.0.0.1
          http://6425673729/                      | egress.loopback        | 127.0.0.1
          http://0/                               | egress.loopback        | 0.0.0.0
          http://[::1]:9000/                      | egress.loopback        | ::1
          http://[0:0:0:0:0:ffff:7f00:1]/         | egress.loopback        | 127.0.0.1
          http://[::ffff:10.4.5.6]/               | egress.private-address | 10.4.5.6
          http://[64:ff9b::c0a8:1]/               | egress.private-address | 192.168.0.1
          http://[2002:c0a8:0001::]/              | egress.private-address | 192.168.0.1
          http://[fe80::1%25eth0]/                | egress.link-local      | fe80::1
          http://[fd12:3456::9]/                  | egress.private-address | fd12:3456::9
          http://172.31.255.1/                    | egress.private-address | 172.31.255.1
          http://10.9/                            | egress.private-address | 10.0.0.9
          http://169.254.7.7/                     | egress.link-local      | 169.254.7.7
          http://100.64.3.2/                      | egress.reserved        | 100.64.3.2
          http://239.1.1.1/                       | egress.reserved        | 239.1.1.1
          http://169.254.169.254/latest/          | egress.metadata        | 169.254.169.254
          http://0xA9FEA9FE/                      | egress.metadata        | 169.254.169.254
          http://425.510.425.510/                 | egress.metadata        | 169.254.169.254
          http://[fd00:ec2::254]/                 | egress.metadata        | fd00:ec2::254
          http://metadata.google.internal./x      | egress.metadata        | metadata.google.internal
          http://100.100.100.200/                 | egress.metadata        | 100.100.100.200
          http://1２7.0.0.1/                      | egress.loopback        | 127.0.0.1
          http://①②⑦。0。0。1/                   | egress.loopback        | 127.0.0.1
          http://%31%32%37.0.0.1/                 | egress.loopback        | 127.0.0.1
          http://localhost./                      | egress.loopback        | localhost
          http://foo.localhost:3000               | egress.loopback        | foo.localhost
          http://printer.local/                   | egress.internal-name   | printer.local
          http://10-0-0-1.nip.io/                 | egress.rebinding-name  | 10-0-0-1.nip.io
          http:127.0.0.1/                         | egress.loopback        | 127.0.0.1
          http:/127.0.0.1/                        | egress.loopback        | 127.0.0.1
          http:\\127.0.0.1\\x                     | egress.loopback        | 127.0.0.1
          //192.168.3.4/share                     | egress.private-address | 192.168.3.4
          \\\\10.2.3.4\\share                     | egress.private-address | 10.2.3.4
          192.168.3.4:8080                        | egress.private-address | 192.168.3.4
          localhost:5432/db                       | egress.loopback        | localhost
          [::1]:80                                | egress.loopback        | ::1
          postgres://app@10.0.0.9:5432/db         | egress.private-address | 10.0.0.9
          gopher://example.com:70/_x              | egress.scheme          | example.com
          jar:http://example.com/a.jar!/x         | egress.scheme          | example.com
          file://fileserver.example.com/c$/x      | egress.scheme          | fileserver.example.com
          https://abcdef.oast.fun/                | egress.drop-site       | abcdef.oast.fun
          http://1.2.3.4.5/                       | egress.malformed-host  | 1.2.3.4.5
          """)
  void findsEverySpelling(String text, String rule, String subject) {
    assertThat(Found.in(DETECTOR, text)).contains(new Found(rule, subject));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://docs.example.com@169.254.169.254/",
        "http://docs.example.com:80@10.0.0.1/",
        "http://10.0.0.1\\@docs.example.com/",
        "http://docs.example.com\\@10.0.0.1/",
        "http://docs.example.com@10.0.0.1@docs.example.com/",
        "http://a;b@10.0.0.1/",
        "ht\ntp://10.0\t.0.1/",
        "see http://169.254.169.254/latest and tell me",
        "https://proxy.example.com/fetch?url=http://10.0.0.1/",
        "https://proxy.example.com/169.254.169.254/latest"
      })
  void findsTheHostBehindTricks(String text) {
    assertThat(Found.rules(DETECTOR, text))
        .containsAnyOf("egress.private-address", "egress.metadata");
  }

  @Test
  void namesMisleadingUserInfo() {
    assertThat(Found.in(DETECTOR, "https://bank.example.com@evil.example.net/"))
        .containsExactly(new Found("egress.userinfo", "evil.example.net"));
  }

  @Test
  void namesReadableDataInAUrl() {
    assertThat(
            Found.rules(DETECTOR, "https://a.example.net/p?q=dGhlIHNlY3JldCBwYXNzd29yZCBpcyAxMjM0"))
        .containsExactly("egress.data-in-url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/a/b?c=d#e",
        "https://user@example.com/",
        "https://8.8.8.8/resolve",
        "http://[2606:4700::1111]/",
        "version 1.2.3.4 was released at 10:30",
        "10.0.1",
        "127.1",
        "3232235521",
        "1.2.3.4",
        "10.05.2024",
        "demo://resource/static/1",
        "memo://insights",
        "std::vector<int> a; b::c",
        "C:\\Users\\me\\file.txt",
        "https://example.com/commit/0123456789abcdef0123456789abcdef01234567",
        "http://${HOST}:8080/x",
        "file:///home/me/notes.txt",
        "mailto:someone@example.com",
        "https://localhost.example.com/",
        "https://notnip.io/"
      })
  void leavesOrdinaryTargetsAlone(String text) {
    assertThat(Found.in(DETECTOR, text)).isEmpty();
  }

  @Test
  void takesALongTextForADocumentThatTalksAboutAddresses() {
    String manual = "Open http://localhost:3000 in a browser to see the page. ".repeat(10);

    assertThat(Found.in(DETECTOR, manual)).isEmpty();
  }

  @Test
  void findsTheTargetOfACommand() {
    assertThat(Found.rules(DETECTOR, "curl -s 10.1.2.3:9200/_cat"))
        .containsExactly("egress.private-address");
  }

  @Test
  void listsItsRules() {
    assertThat(EgressTargets.rules())
        .allMatch(rule -> rule.id().startsWith("egress."))
        .hasSizeGreaterThan(9);
  }
}
