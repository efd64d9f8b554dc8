// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.json.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  /** Hands out at most so many bytes a read. */
  private static InputStream dripping(byte[] bytes, int step) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int at, int length) {
        return super.read(target, at, Math.min(length, step));
      }
    };
  }

  private static List<Frame> all(InputStream in, int limit) throws IOException {
    LineReader reader = new LineReader(in, limit);
    List<Frame> all = new ArrayList<>();
    for (List<Frame> some = reader.read(); !some.isEmpty(); some = reader.read()) {
      all.addAll(some);
    }
    return all;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void cutsAtLineFeedsOnlyAndTakesTheLastLineWithoutOne() throws IOException {
    List<Frame> frames = all(new ByteArrayInputStream(utf8("a\n\nb\r\nc\rd\u2028e\nlast")), 100);

    assertThat(frames)
        .containsExactly(
            new Frame.Line(Bytes.utf8("a")),
            new Frame.Line(Bytes.empty()),
            new Frame.Line(Bytes.utf8("b\r")),
            new Frame.Line(Bytes.utf8("c\rd\u2028e")),
            new Frame.Line(Bytes.utf8("last")));
  }

  @Property(tries = 300)
  void linesComeOutAsTheyWentInHoweverTheStreamIsCut(
      @ForAll @Size(max = 12) List<@IntRange(max = 200_000) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 100_000) int step)
      throws IOException {
    StringBuilder text = new StringBuilder();
    List<Frame> expected = new ArrayList<>();
    for (int i = 0; i < lengths.size(); i++) {
      String line = Character.toString('a' + i).repeat(lengths.get(i));
      text.append(line).append('\n');
      expected.add(new Frame.Line(Bytes.utf8(line)));
    }

    assertThat(all(dripping(utf8(text.toString()), step), 1 << 20)).isEqualTo(expected);
  }

  @Test
  void multiByteCharactersSurviveEveryCut() throws IOException {
    String line = "😀é漢".repeat(3000);

    for (int step : new int[] {1, 2, 3, 5, 7, 4095, 4096, 4097, 65_535, 65_536}) {
      assertThat(all(dripping(utf8(line + "\n" + line + "\n"), step), 1 << 20))
          .containsExactly(new Frame.Line(Bytes.utf8(line)), new Frame.Line(Bytes.utf8(line)));
    }
  }

  @Test
  void keepsOnlyTheEndsOfLinesThatAreTooLongAndGoesOn() throws IOException {
    String big = "<" + "x".repeat(300_000) + ">";

    for (int step : new int[] {1000, 65_536, 400_000}) {
      List<Frame> frames = all(dripping(utf8("a\n" + big + "\nb\n"), step), 100_000);

      assertThat(frames).hasSize(3);
      assertThat(frames.get(1))
          .isInstanceOfSatisfying(
              Frame.Oversized.class,
              oversized -> {
                assertThat(oversized.length()).isEqualTo(300_002);
                assertThat(oversized.head().utf8()).startsWith("<xxx").hasSize(4096);
                assertThat(oversized.tail().utf8()).endsWith("xxx>").hasSize(4096);
              });
      assertThat(frames.get(2)).isEqualTo(new Frame.Line(Bytes.utf8("b")));
    }
  }

  @Test
  void limitIsInclusive() throws IOException {
    assertThat(all(dripping(utf8("12345\n123456\n"), 100), 5))
        .containsExactly(
            new Frame.Line(Bytes.utf8("12345")),
            new Frame.Oversized(Bytes.utf8("123456"), Bytes.utf8("123456"), 6));
  }

  @Test
  void aLineCutOffByTheEndIsTooLongAllTheSame() throws IOException {
    assertThat(all(dripping(utf8("x".repeat(200_000)), 50_000), 100_000))
        .singleElement()
        .isInstanceOfSatisfying(
            Frame.Oversized.class, oversized -> assertThat(oversized.length()).isEqualTo(200_000));
  }
}
