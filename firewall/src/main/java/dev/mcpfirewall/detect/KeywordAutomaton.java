// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds all keywords of a list in one pass (Aho and Corasick, 1975), as a dense table over classes
 * of bytes: letters without regard to case, all digits alike, all white space alike. Besides
 * keywords it stops at the bytes that tell a text may have to be decoded. Immutable after
 * construction.
 */
final class KeywordAutomaton {
  private static final int FLAG = 0x8000;
  private static final int OTHER = 0;
  private static final int HIGH = 1;
  private static final int SPACE = 2;
  private static final int DIGIT = 3;

  private final byte[] classes;
  private final char[] table;
  private final int shift;
  private final int[][] outputs;

  KeywordAutomaton(List<String> keywords) {
    this.classes = new byte[256];
    List<byte[]> spelt = new ArrayList<>();
    for (String keyword : keywords) {
      spelt.add(keyword.getBytes(StandardCharsets.UTF_8));
    }
    int count = classify(spelt);
    this.shift = 32 - Integer.numberOfLeadingZeros(count - 1);
    int most = 1;
    for (byte[] word : spelt) {
      most += word.length;
    }
    if (most >= FLAG) {
      throw new IllegalArgumentException("too many keywords");
    }
    char[] trie = new char[most << shift];
    List<int[]> ends = new ArrayList<>();
    ends.add(new int[0]);
    for (int k = 0; k < spelt.size(); k++) {
      insert(trie, ends, spelt.get(k), k);
    }
    this.table = Arrays.copyOf(trie, ends.size() << shift);
    this.outputs = ends.toArray(int[][]::new);
    complete(count);
  }

  private KeywordAutomaton(byte[] classes, char[] table, int shift, int[][] outputs) {
    this.classes = classes;
    this.table = table;
    this.shift = shift;
    this.outputs = outputs;
  }

  /** Writes the finished table, for {@link #read}. */
  void write(DataOutputStream out) throws IOException {
    out.write(classes);
    out.writeByte(shift);
    out.writeShort(outputs.length);
    for (int[] ending : outputs) {
      out.writeByte(ending.length);
      for (int keyword : ending) {
        out.writeShort(keyword);
      }
    }
    out.writeInt(table.length);
    for (char cell : table) {
      out.writeChar(cell);
    }
  }

  /** Reads what {@link #write} wrote. */
  static KeywordAutomaton read(DataInputStream in) throws IOException {
    byte[] classes = in.readNBytes(256);
    int shift = in.readByte();
    int[] none = {};
    int[][] outputs = new int[in.readUnsignedShort()][];
    for (int i = 0; i < outputs.length; i++) {
      int count = in.readByte();
      outputs[i] = count == 0 ? none : new int[count];
      for (int j = 0; j < count; j++) {
        outputs[i][j] = in.readShort();
      }
    }
    char[] table = new char[in.readInt()];
    ByteBuffer.wrap(in.readNBytes(2 * table.length)).asCharBuffer().get(table);
    return new KeywordAutomaton(classes, table, shift, outputs);
  }

  /**
   * Runs on from {@code state} until something stops it.
   *
   * @return the offset of the byte it stopped at, times 65,536, plus the state; or -1 at the end
   */
  long next(byte[] text, int from, int to, int state) {
    char[] steps = table;
    byte[] kinds = classes;
    int width = shift;
    int current = state;
    for (int i = from; i < to; i++) {
      current = steps[current << width | kinds[text[i] & 0xFF]];
      if (current >= FLAG) {
        return (long) i << 16 | current & ~FLAG;
      }
    }
    return -1;
  }

  /** Which keywords end where the automaton stands in {@code state}. */
  int[] ending(int state) {
    return outputs[state];
  }

  private int classify(List<byte[]> words) {
    Arrays.fill(classes, 128, 256, (byte) HIGH);
    for (byte b : new byte[] {' ', '\t', '\n', '\r'}) {
      classes[b] = SPACE;
    }
    for (byte b = '0'; b <= '9'; b++) {
      classes[b] = DIGIT;
    }
    int count = DIGIT + 1;
    for (byte b : new byte[] {'\\', '%', '&'}) {
      classes[b] = (byte) count++;
    }
    for (byte[] word : words) {
      for (byte b : word) {
        int lower = Ascii.lower(b) & 0xFF;
        if (classes[lower] == OTHER || classes[lower] == HIGH) {
          classes[lower] = (byte) count++;
        }
        if (lower >= 'a' && lower <= 'z') {
          classes[lower - 0x20] = classes[lower];
        }
      }
    }
    return count;
  }

  private void insert(char[] trie, List<int[]> ends, byte[] word, int keyword) {
    int state = 0;
    for (byte b : word) {
      int cell = state << shift | classes[b & 0xFF];
      if (trie[cell] == 0) {
        trie[cell] = (char) ends.size();
        ends.add(new int[0]);
      }
      state = trie[cell];
    }
    ends.set(state, with(ends.get(state), keyword));
  }

  private static int[] with(int[] list, int value) {
    int[] longer = Arrays.copyOf(list, list.length + 1);
    longer[list.length] = value;
    return longer;
  }

  /** Turns the trie into the automaton: missing steps are those of the longest proper suffix. */
  private void complete(int count) {
    int width = 1 << shift;
    int[] suffix = new int[outputs.length];
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    for (int c = 0; c < count; c++) {
      if (table[c] != 0) {
        queue.add((int) table[c]);
      }
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      int back = suffix[state];
      for (int output : outputs[back]) {
        outputs[state] = with(outputs[state], output);
      }
      for (int c = 0; c < count; c++) {
        int cell = state * width + c;
        int fallback = table[back * width + c];
        if (table[cell] == 0) {
          table[cell] = (char) fallback;
        } else {
          suffix[table[cell]] = fallback;
          queue.add((int) table[cell]);
        }
      }
    }
    flag();
  }

  private void flag() {
    boolean[] stops = new boolean[1 << shift];
    for (int b = 128; b < 256; b++) {
      stops[classes[b]] = true;
    }
    stops[classes['\\']] = true;
    stops[classes['%']] = true;
    stops[classes['&']] = true;
    for (int i = 0; i < table.length; i++) {
      if (outputs[table[i]].length > 0 || stops[i & (1 << shift) - 1]) {
        table[i] = (char) (table[i] | FLAG);
      }
    }
  }
}
