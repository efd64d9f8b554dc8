// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void refusesWhatIsNoJson() {
    assertThat(refusal("")).isEqualTo("unexpected end of JSON input at offset 0");
    assertThat(refusal("[1,]"))
        .isEqualTo("invalid character ']' looking for beginning of value at offset 3");
    assertThat(refusal("{\"a\" 1}"))
        .isEqualTo("invalid character '1' after object key at offset 5");
    assertThat(refusal("{\"a\":1,}"))
        .isEqualTo("invalid character '}' looking for beginning of object key string at offset 7");
    assertThat(refusal("01")).isEqualTo("invalid character '1' after top-level value at offset 1");
    assertThat(refusal("nul")).isEqualTo("unexpected end of JSON input at offset 3");
    assertThat(refusal("nulL"))
        .isEqualTo("invalid character 'L' in literal null (expecting 'l') at offset 3");
    assertThat(refusal("\"\n\""))
        .isEqualTo("invalid character '\\n' in string literal at offset 1");
    assertThat(refusal("\"\\x\""))
        .isEqualTo("invalid character 'x' in string escape code at offset 2");
    assertThat(refusal("\"\\u12g4\""))
        .isEqualTo("invalid character 'g' in \\u hexadecimal character escape at offset 5");
    assertThat(refusal("-")).isEqualTo("unexpected end of JSON input at offset 1");
    assertThat(refusal("1.e"))
        .isEqualTo("invalid character 'e' after decimal point in numeric literal at offset 2");
    assertThat(refusal("\"\u00ff\"", ISO_8859_1)).isEqualTo("invalid UTF-8 at offset 1");
    assertThat(refusal("\"\u00ed\u00a0\u0080\"", ISO_8859_1))
        .isEqualTo("invalid UTF-8 at offset 1");
    assertThat(refusal("\"\u00c0\u0080\"", ISO_8859_1)).isEqualTo("invalid UTF-8 at offset 1");
  }

  private static String refusal(String text) {
    return refusal(text, UTF_8);
  }

  private static String refusal(String text, java.nio.charset.Charset charset) {
    JsonException e =
        catchThrowableOfType(JsonException.class, () -> Json.view(text.getBytes(charset)));
    return String.valueOf(e.getMessage());
  }

  @Test
  void numbersAreBounded() {
    assertThat(refusal("1e20001")).isEqualTo("number of more than 20000 digits at offset 0");
    assertThat(refusal("[1e-20001]")).isEqualTo("number of more than 20000 digits at offset 1");
    assertThat(refusal("1e99999999999")).isEqualTo("number of more than 20000 digits at offset 0");
    assertThat(refusal("9".repeat(1_001))).isEqualTo("number of more than 1000 bytes at offset 0");
    assertThat(Json.read("9".repeat(1_000))).hasToString("9".repeat(1_000));
    assertThat(Json.read("1e19999").toString()).isEqualTo("1e+19999");
  }

  @Test
  void depthIsBounded() {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);

    assertThat(refusal(deep)).isEqualTo("exceeded max depth at offset 1000");
    assertThatThrownBy(
            () -> Json.view("[[1]]".getBytes(UTF_8), new Json.Options(1, Json.Duplicates.LAST)))
        .isInstanceOf(JsonException.class);
  }

  @Test
  void whatIsLetInFitsASmallStack() throws InterruptedException {
    byte[] deep = ("{\"a\":[".repeat(500) + "]}".repeat(500)).getBytes(UTF_8);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread small =
        new Thread(
            null,
            () -> {
              Value a = Json.view(deep);
              Value b = Json.read(deep, Json.Options.DEFAULT);
              assertThat(a.hashCode()).isEqualTo(b.hashCode());
              assertThat(a.equals(b)).isTrue();
              assertThat(a.compareTo(b)).isZero();
              assertThat(a.toString()).hasSameSizeAs(b.toString());
              assertThat(Json.pretty(a)).isEqualTo(Json.pretty(b));
            },
            "small stack",
            512 * 1024);
    small.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));

    small.start();
    small.join();

    assertThat(thrown.get()).isNull();
  }

  @Test
  void theLastOfEqualKeysCountsOrTheDocumentIsRefused() {
    byte[] twice = "{\"a\":1,\"b\":2,\"\\u0061\":3}".getBytes(UTF_8);

    assertThat(Json.view(twice)).hasToString("{\"a\": 3, \"b\": 2}");
    assertThat(Json.read(twice, Json.Options.DEFAULT)).isEqualTo(Json.view(twice));
    assertThatThrownBy(
            () -> Json.view(twice, new Json.Options(Json.DEPTH, Json.Duplicates.REFUSED)))
        .hasMessage("duplicate object key at offset 14");
  }

  @Test
  void findsDuplicatesAmongManyKeys() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 100; i++) {
      text.append("\"k").append(i).append("\":").append(i).append(',');
    }
    Value view = Json.view((text + "\"k7\":\"last\"}").getBytes(UTF_8));

    assertThat(view).isInstanceOf(ObjectValue.class);
    assertThat(((ObjectValue) view).size()).isEqualTo(100);
    assertThat(((ObjectValue) view).find(StringValue.of("k7"))).hasToString("\"last\"");
  }

  /** Strings of equal hash: every other combination of {@code Aa} and {@code BB}. */
  private static List<String> colliding(int bits) {
    return IntStream.range(0, 1 << bits)
        .mapToObj(i -> {
          StringBuilder text = new StringBuilder();
          for (int bit = 0; bit < bits; bit++) {
            text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
          }
          return text.toString();
        })
        .toList();
  }

  @Test
  void keysThatCollideAreFoundAllTheSame() {
    List<String> keys = colliding(15);
    StringBuilder text = new StringBuilder("{");
    keys.forEach(
        key -> text.append(text.length() == 1 ? "" : ",").append('"').append(key).append("\":1"));
    Value view = Json.view(text.append('}').toString().getBytes(UTF_8));
    SetValue.Builder set = SetValue.builder(0);

    keys.forEach(key -> set.add(StringValue.of(key)));

    assertThat(set.size()).isEqualTo(keys.size());
    SetValue built = set.build();
    for (String key : keys) {
      assertThat(((ObjectValue) view).find(StringValue.of(key))).isEqualTo(NumberValue.ONE);
      assertThat(built.contains(StringValue.of(key))).isTrue();
    }
    assertThat(((ObjectValue) view).find(StringValue.of("AaC#"))).isNull();
  }

  @Test
  void loneSurrogatesBecomeReplacementCharacters() {
    assertThat(Json.read("\"\\ud800x\\udc00\\ud83d\\udeaa\"")).hasToString("\"\ufffdx\ufffd🚪\"");
    assertThat(Json.write(StringValue.of("\udcff"))).isEqualTo("\"\\ufffd\"");
  }

  @Test
  void writesAsGoDoes() {
    Value value =
        ObjectValue.of(
            java.util.Map.of(
                NumberValue.of(10),
                SetValue.of(List.of(NumberValue.of(2), NumberValue.ONE)),
                StringValue.of("9"),
                StringValue.of("\u0001\b\u007f<\u2028"),
                ArrayValue.of(NullValue.NULL),
                ArrayValue.EMPTY));

    assertThat(Json.write(value))
        .isEqualTo("{\"10\":[1,2],\"9\":\"\\u0001\\b\u007f\\u003c\\u2028\",\"[null]\":[]}");
    assertThat(Json.pretty(Json.read("{\"a\":[],\"b\":[1,{}]}")))
        .isEqualTo("{\n  \"a\": [],\n  \"b\": [\n    1,\n    {}\n  ]\n}");
  }

  @Test
  void viewsMayBeReadByManyThreads() throws InterruptedException {
    StringBuilder text = new StringBuilder("{\"list\":[");
    for (int i = 0; i < 200; i++) {
      text.append(i == 0 ? "" : ",").append("{\"k").append(i).append("\":[").append(i).append("]}");
    }
    byte[] bytes = text.append("]}").toString().getBytes(UTF_8);
    Value whole = Json.read(bytes, Json.Options.DEFAULT);
    for (int round = 0; round < 50; round++) {
      Value view = Json.view(bytes);
      List<Thread> threads = new ArrayList<>();
      List<Boolean> equal = java.util.Collections.synchronizedList(new ArrayList<>());
      for (int i = 0; i < 4; i++) {
        boolean hashFirst = i % 2 == 0;
        threads.add(
            Thread.ofPlatform()
                .start(() ->
                    equal.add(
                        hashFirst
                            ? view.hashCode() == whole.hashCode() && view.equals(whole)
                            : view.toString().equals(whole.toString()))));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(equal).containsExactly(true, true, true, true);
    }
  }
}
