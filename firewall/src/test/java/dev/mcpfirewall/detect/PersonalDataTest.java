// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PersonalDataTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "4111 1111 1111 1111",
        "5555-5555-5555-4444",
        "378282246310005",
        "3782 822463 10005",
        "6011111111111117"
      })
  void findsCards(String card) {
    assertThat(Scanned.found("card " + card + ".", "pii.credit-card")).containsExactly(card);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "0000 0000 0000 0000",
        "1234567890123456",
        "41111111111111110000",
        "v4111111111111111",
        "2024-01-15 10:11:12"
      })
  void leavesOtherDigitsAlone(String digits) {
    assertThat(Scanned.found(digits, "pii.credit-card")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DE89 3704 0044 0532 0130 00",
        "DE89370400440532013000",
        "GB29 NWBK 6016 1331 9268 19",
        "NO9386011117947"
      })
  void findsAccountNumbers(String iban) {
    assertThat(Scanned.found("to " + iban + " now", "pii.iban")).containsExactly(iban);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DE89 3704 0044 0532 0130 01", "DE8937040044053201300", "XX89370400440532013000"})
  void leavesAccountNumbersThatDoNotCheckAlone(String iban) {
    assertThat(Scanned.found(iban, "pii.iban")).isEmpty();
  }

  @Test
  void findsSocialSecurityNumbersInIssuedRanges() {
    assertThat(Scanned.found("SSN 219-09-9999", "pii.us-ssn")).containsExactly("219-09-9999");
    assertThat(Scanned.found("000-12-3456 666-12-3456 900-12-3456 123-00-4567", "pii.us-ssn"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+49 30 901820",
        "+1 (212) 555-0123",
        "(212) 555-0123",
        "212-555-0123",
        "+33 1 23 45 67 89"
      })
  void findsTelephoneNumbers(String number) {
    assertThat(Scanned.found("x " + number + " y", "pii.phone")).containsExactly(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2024-01-15", "1234567890", "10.0.0.1", "version 1.2.3.4000", "0.1234567890"})
  void leavesDatesAndCountsAlone(String text) {
    assertThat(Scanned.found(text, "pii.phone")).isEmpty();
  }

  @Test
  void findsAddresses() {
    assertThat(Scanned.found("<jane.doe+x@mail.example.org>, mailto:a@b.co", "pii.email"))
        .containsExactly("jane.doe+x@mail.example.org", "a@b.co");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git@github.com:org/repo.git",
        "@types/node@20.1.0",
        "https://u:p@host.example/",
        "a@b",
        "icon@2x.png"
      })
  void leavesOtherAtSignsAlone(String text) {
    assertThat(Scanned.found(text, "pii.email")).isEmpty();
  }

  @Test
  void reportsOnlyTheKindsThatAreOn() {
    StandardDetector none = StandardDetector.of(new DetectorOptions(EnumSet.of(PiiKind.IBAN)));
    byte[] text =
        "a@b.co 4111111111111111 DE89370400440532013000"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    List<String> ids = new java.util.ArrayList<>();

    none.scan(
        text, 0, text.length, Escaping.NONE, Scanned.ALL, match -> ids.add(match.rule().id()));

    assertThat(ids).containsExactly("pii.iban");
  }
}
