// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  private static String written(String json, boolean cutting, Span... concealed) {
    Document document = (Document) Document.parse(Bytes.utf8(json));
    LineBuffer out = new LineBuffer();
    Arguments.write(document.root(), Arguments.prepared(List.of(concealed)), cutting, out);
    return new String(out.toArray(), StandardCharsets.UTF_8);
  }

  private static Span of(String json, String part) {
    int from = json.substring(0, json.indexOf(part)).getBytes(StandardCharsets.UTF_8).length;
    return new Span(from, from + part.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void keysAreSortedByUtf16AndBlanksGo() {
    String json =
        "{ \"\\u20ac\" : 1, \"\\r\": 2, \"\\ufb33\": 3, \"1\": 4, \"\\ud83d\\ude00\": 5, \"ö\": [ ]"
            + " }";

    assertThat(written(json, false))
        .isEqualTo("{\"\\r\":2,\"1\":4,\"ö\":[],\"€\":1,\"😀\":5,\"\ufb33\":3}");
  }

  @Test
  void stringsAreEscapedAsLittleAsPossible() {
    String json =
        "[\"\\u0041\\/\\b\\t\\n\\f\\r\\u000B\\u001f\\\"\\\\\\u007f\\u20ac\\ud83d\\ude00\"]";

    assertThat(written(json, false))
        .isEqualTo("[\"A/\\b\\t\\n\\f\\r\\u000b\\u001f\\\"\\\\\u007f€😀\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-0,0",
    "1,1",
    "-15,-15",
    "1.0,1",
    "1.50,1.5",
    "4.50,4.5",
    "2e-3,0.002",
    "1E30,1e+30",
    "1e21,1e+21",
    "1e20,100000000000000000000",
    "123456789012345,123456789012345",
    "9007199254740992,9007199254740992",
    "0.000001,0.000001",
    "1e-7,1e-7",
    "1.5e300,1.5e+300",
    "5e-324,5e-324",
    "1.7976931348623157e308,1.7976931348623157e+308"
  })
  void numbersAreWrittenAsEcmascriptPrintsThem(String literal, String canonical) {
    assertThat(written("[" + literal + "]", false)).isEqualTo("[" + canonical + "]");
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740993",
    "12345678901234567890",
    "0.10000000000000000001",
    "1e400",
    "1e-400",
    "1e999999999999"
  })
  void numbersThatNoDoubleHoldsKeepTheirLiteral(String literal) {
    assertThat(written("[" + literal + "]", false)).isEqualTo("[\"number:" + literal + "\"]");
  }

  @Test
  void onlyTheConcealedBytesOfAStringGo() {
    String json = "{\"a\":\"before SECRET\\n after größe\",\"b\":\"SECRET2\"}";

    assertThat(written(json, true, of(json, "SECRET\\n"), of(json, "SECRET2")))
        .isEqualTo("{\"a\":\"before [REDACTED] after größe\",\"b\":\"[REDACTED]\"}");
  }

  @Test
  void aSpanThatCutsAnEscapeOrACharacterTakesItWhole() {
    String json = "[\"a\\ud83d\\ude00b€c\"]";

    assertThat(written(json, true, new Span(5, 6))).isEqualTo("[\"a[REDACTED]b€c\"]");
    assertThat(written(json, true, new Span(17, 18))).isEqualTo("[\"a😀b[REDACTED]c\"]");
  }

  @Test
  void aKeyNumberOrObjectGoesAsAWhole() {
    String json = "{\"secret-key\":1,\"n\":123456,\"o\":{\"x\":[1,true]},\"t\":true}";

    assertThat(
            written(json, true, of(json, "ret-k"), of(json, "345"), of(json, "{\"x\":[1,true]}")))
        .isEqualTo("{\"[REDACTED]\":1,\"n\":\"[REDACTED]\",\"o\":\"[REDACTED]\",\"t\":true}");
  }

  @Test
  void concealedKeysStayApart() {
    String json = "{\"key1\":1,\"key2\":2,\"[REDACTED]\":3}";

    String written = written(json, true, of(json, "key1"), of(json, "key2"));

    assertThat(Document.parse(Bytes.utf8(written))).isInstanceOf(Document.class);
    assertThat(written).contains(":1", ":2", ":3").doesNotContain("key");
  }

  @Test
  void longStringsAreCutAndCounted() {
    String json = "[\"" + "ab".repeat(600) + "\"]";

    assertThat(written(json, true)).isEqualTo("[\"" + "ab".repeat(512) + "… (+176 bytes)\"]");
    assertThat(written(json, false)).isEqualTo(json);
  }

  @Test
  void whatStandsBehindTheLimitIsLeftOut() {
    String json = "[" + "\"0123456789\",".repeat(5000) + "1]";

    String written = written(json, true);

    assertThat(written.length()).isBetween(Arguments.TOTAL_BYTES, Arguments.TOTAL_BYTES + 20);
    assertThat(Document.parse(Bytes.utf8(written))).isInstanceOf(Document.class);
  }

  @Property
  void doublesThatJavaPrintsAreReadBackTheSame(@ForAll double value) {
    if (Double.isFinite(value)) {
      assertThat(Double.parseDouble(Numbers.ecmascript(value))).isEqualTo(value + 0.0);
    }
  }

  @Property
  void anyTextComesThroughAndStaysCanonical(@ForAll String text, @ForAll String key) {
    LineBuffer json = new LineBuffer();
    json.raw('{').text(key).raw(':').text(text).raw('}');
    String canonical = new String(json.toArray(), StandardCharsets.UTF_8);

    assertThat(written(canonical, false)).isEqualTo(canonical);
  }
}
