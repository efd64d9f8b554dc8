// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1.5e+10",
        "-12E-3",
        "true",
        "false",
        "null",
        "\"\"",
        "[]",
        "{}",
        "[1,2,[3]]",
        "{\"a\":{\"b\":[]}}",
        " \t\n{\"a\" : 1 , \"b\":\t[ ] }\r\n",
        "\"\\u0000\\n\\/\"",
        "\"\\ud83d\\ude00\"",
        "\"\uD83D\uDE00 é \u0080 \u2028\"",
        "\"\u007f\"",
        "{\"a\":1,\"A\":1,\"\\u0062\":1}",
        "123456789012345678901234567890"
      })
  void readsWhatIsJson(String json) {
    assertThat(Document.parse(Bytes.utf8(json))).isInstanceOf(Document.class);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "~~                           | EMPTY              | 0",
        "~   ~                        | EMPTY              | 3",
        "{\"a\":1,\"a\":2}            | DUPLICATE_KEY      | 7",
        "{\"a\":1,\"\\u0061\":2}      | DUPLICATE_KEY      | 7",
        "[{\"x\":{\"k\":1,\"k\":1}}]  | DUPLICATE_KEY      | 13",
        "NaN                          | SYNTAX             | 0",
        "[Infinity]                   | SYNTAX             | 1",
        "[-Infinity]                  | INVALID_NUMBER     | 2",
        "[1] // no                    | TRAILING_BYTES     | 4",
        "/* no */[1]                  | SYNTAX             | 0",
        "[1,]                         | SYNTAX             | 3",
        "{\"a\":1,}                   | SYNTAX             | 7",
        "{}{}                         | TRAILING_BYTES     | 2",
        "[01]                         | INVALID_NUMBER     | 1",
        "[1.]                         | INVALID_NUMBER     | 3",
        "[.5]                         | SYNTAX             | 1",
        "[+1]                         | SYNTAX             | 1",
        "[1e]                         | INVALID_NUMBER     | 3",
        "['a']                        | SYNTAX             | 1",
        "{a:1}                        | SYNTAX             | 1",
        "[tru]                        | SYNTAX             | 4",
        "[True]                       | SYNTAX             | 1",
        "\"\\x41\"                    | INVALID_ESCAPE     | 1",
        "\"\\u12g4\"                  | INVALID_ESCAPE     | 1",
        "\"\\ud800\"                  | LONE_SURROGATE     | 1",
        "\"\\ud800\\ud800\"           | LONE_SURROGATE     | 1",
        "\"\\udc00\"                  | LONE_SURROGATE     | 1",
        "\"a                          | TRUNCATED          | 2",
        "{\"a\":                      | TRUNCATED          | 5",
        "[                            | TRUNCATED          | 1",
      })
  void refusesWhatIsNot(String json, Flaw flaw, int offset) {
    assertThat(Document.parse(Bytes.utf8(json))).isEqualTo(new Parsed.Refused(flaw, offset));
  }

  @ParameterizedTest
  @CsvSource({
    "22C0AF22,     INVALID_UTF8,         1", // overlong
    "22E0809F22,   INVALID_UTF8,         1",
    "22F08080AF22, INVALID_UTF8,         1",
    "22EDA08022,   INVALID_UTF8,         1", // a surrogate in UTF-8
    "22F490808022, INVALID_UTF8,         1", // beyond U+10FFFF
    "22FF22,       INVALID_UTF8,         1",
    "228022,       INVALID_UTF8,         1", // a lone continuation
    "22C222,       INVALID_UTF8,         1",
    "22E282,       INVALID_UTF8,         1",
    "EFBBBF7B7D,   BYTE_ORDER_MARK,      0",
    "5B310D5D,     BARE_CARRIAGE_RETURN, 2",
    "22610A22,     CONTROL_CHARACTER,    2",
    "22610022,     CONTROL_CHARACTER,    2",
    "7B7D00,       TRAILING_BYTES,       2",
    "5B80,         SYNTAX,               1",
  })
  void refusesBytesThatParsersReadDifferently(String hex, Flaw flaw, int offset) {
    Bytes bytes = Bytes.copyOf(HexFormat.of().parseHex(hex));

    assertThat(Document.parse(bytes)).isEqualTo(new Parsed.Refused(flaw, offset));
  }

  @Test
  void takesNestingUpToTheLimitAndNoDeeper() {
    int most = Document.MAX_DEPTH;

    assertThat(Document.parse(Bytes.utf8("[".repeat(most) + "]".repeat(most))))
        .isInstanceOf(Document.class);
    assertThat(Document.parse(Bytes.utf8("[".repeat(most + 1) + "]".repeat(most + 1))))
        .isEqualTo(new Parsed.Refused(Flaw.TOO_DEEP, most));
    assertThat(Document.parse(Bytes.utf8("{\"a\":".repeat(10_000))))
        .isEqualTo(new Parsed.Refused(Flaw.TOO_DEEP, most * 5));
  }

  @Test
  void refusesMoreValuesThanItCanIndex() {
    ByteArrayOutputStream zeros = new ByteArrayOutputStream();
    zeros.write('[');
    for (int i = 0; i < Document.MAX_VALUES + 10; i++) {
      zeros.writeBytes(new byte[] {'0', ','});
    }

    assertThat(Document.parse(Bytes.owning(zeros.toByteArray())))
        .isInstanceOfSatisfying(
            Parsed.Refused.class, no -> assertThat(no.flaw()).isEqualTo(Flaw.TOO_MANY_VALUES));
  }

  @Test
  void findsDuplicatesAmongManyKeysAndUnderHashCollisions() {
    StringBuilder object = new StringBuilder("{");
    for (int i = 0; i < 1 << 12; i++) {
      // "Aa" and "BB" have the same hash code, and so has every mix of twelve of them.
      for (int bit = 0; bit < 12; bit++) {
        object.append(bit == 0 ? "\"" : "").append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      object.append("\":0,");
    }
    String distinct = object + "\"z\":0}";
    String twice = object + "\"" + "Aa".repeat(12) + "\":0}";

    assertThat(Document.parse(Bytes.utf8(distinct))).isInstanceOf(Document.class);
    assertThat(Document.parse(Bytes.utf8(twice)))
        .isInstanceOfSatisfying(
            Parsed.Refused.class, no -> assertThat(no.flaw()).isEqualTo(Flaw.DUPLICATE_KEY));
  }

  @Test
  void handsOutValuesWithTheirPlaces() {
    Document document =
        (Document) Document.parse(Bytes.utf8("{\"a\":[1,{\"b/~\":\"x\\ny\"}],\"c\":null}"));

    Value inner = document.root().member("a").orElseThrow().elements().get(1);
    Value text = inner.member("b/~").orElseThrow();

    assertThat(text.text()).isEqualTo("x\ny");
    assertThat(text.raw().utf8()).isEqualTo("\"x\\ny\"");
    assertThat(text.pointer()).isEqualTo(new Pointer("/a/1/b~1~0"));
    assertThat(document.at(text.index() - 1).isKey()).isTrue();
    assertThat(document.at(text.index() - 1).pointer()).isEqualTo(text.pointer());
    assertThat(document.root().member("c").orElseThrow().is(Kind.NULL)).isTrue();
    assertThat(document.root().member("d")).isEmpty();
    assertThat(document.root().pointer()).isEqualTo(Pointer.ROOT);
  }

  @Test
  void findsMembersHoweverTheirNamesAreSpelt() {
    Document document = (Document) Document.parse(Bytes.utf8("{\"m\\u0065thod\":1,\"é\":2}"));

    assertThat(document.root().member("method")).isPresent();
    assertThat(document.root().member("é")).isPresent();
  }

  @Test
  void readsSlicesOfLargerArrays() {
    byte[] around = "xx{\"a\":\"b\"}yy".getBytes(StandardCharsets.UTF_8);
    Document document = (Document) Document.parse(Bytes.owning(around, 2, 11));

    assertThat(document.root().memberText("a")).contains("b");
    assertThat(document.root().span()).isEqualTo(new Span(0, 9));
    assertThat(Document.parse(Bytes.owning(around, 1, 11)))
        .isEqualTo(new Parsed.Refused(Flaw.SYNTAX, 0));
  }

  @Test
  void neverShowsContents() {
    Document document = (Document) Document.parse(Bytes.utf8("{\"password\":\"hunter2\"}"));

    assertThat(
            List.of(document.toString(), document.root().toString(), document.bytes().toString()))
        .noneMatch(text -> text.contains("hunter2") || text.contains("password"));
  }
}
