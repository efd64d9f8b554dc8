// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds stretches of base64, base64url and hex that read as text once decoded. What does not begin
 * like text (images, keys, hashes) is passed over after its first bytes.
 */
final class EncodedRuns {
  private static final int SHORTEST = 16;
  private static final int PROBE = 24;
  private static final byte[] SIXES = new byte[256];

  static {
    Arrays.fill(SIXES, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      SIXES[alphabet.charAt(i)] = (byte) i;
    }
    SIXES['-'] = 62;
    SIXES['_'] = 63;
  }

  private EncodedRuns() {}

  /** Hands each run over as a view of what it decodes to, standing for the whole run. */
  static void decode(TextView text, Consumer<TextView> decoded) {
    byte[] bytes = text.bytes();
    int from = text.from();
    int to = text.to();
    int floor = from;
    // A run of n bytes covers every n-th place: looking back from there skips most of the text.
    int probe = from + SHORTEST - 1;
    while (probe < to) {
      int before = probe;
      while (before >= floor && SIXES[bytes[before] & 0xFF] >= 0) {
        before--;
      }
      floor = before + 1;
      if (probe - before < SHORTEST) {
        probe = before + SHORTEST;
        continue;
      }
      int end = endOfRun(bytes, probe + 1, to);
      run(text, floor, end, decoded);
      floor = end;
      probe = end + SHORTEST;
    }
  }

  private static int endOfRun(byte[] bytes, int at, int to) {
    int end = at;
    while (true) {
      int line = end;
      while (end < to && SIXES[bytes[end] & 0xFF] >= 0) {
        end++;
      }
      int next = end;
      while (next < to && (bytes[next] == '\n' || bytes[next] == '\r')) {
        next++;
      }
      boolean wrapped =
          next > end && next - end <= 2 && end - line >= 56 && next + 4 < to && isSix(bytes, next);
      if (!wrapped) {
        return end;
      }
      end = next;
    }
  }

  private static boolean isSix(byte[] bytes, int at) {
    for (int i = at; i < at + 4; i++) {
      if (SIXES[bytes[i] & 0xFF] < 0) {
        return false;
      }
    }
    return true;
  }

  private static void run(TextView text, int start, int end, Consumer<TextView> decoded) {
    byte[] bytes = text.bytes();
    int covered = end;
    while (covered < text.to() && covered < end + 2 && bytes[covered] == '=') {
      covered++;
    }
    byte[] out = new byte[PROBE];
    int probed = fromHex(bytes, start, Math.min(end, start + 2 * PROBE), out);
    boolean hex = probed >= SHORTEST / 2 && isText(out, probed, true);
    if (!hex) {
      probed = fromBase64(bytes, start, Math.min(end, start + PROBE * 4 / 3), out);
      if (probed < SHORTEST * 3 / 4 - 1 || !isText(out, probed, end - start <= 32)) {
        return;
      }
    }
    byte[] all = new byte[(end - start) + 3];
    int size = hex ? fromHex(bytes, start, end, all) : fromBase64(bytes, start, end, all);
    size = withoutNuls(all, size);
    if (!mostlyText(all, size)) {
      return;
    }
    TextView.Builder builder = new TextView.Builder(text, size);
    builder.replace(start, hex ? end : covered, all, size);
    decoded.accept(builder.build());
  }

  /** Decodes hex digits up to the first byte that is none; returns the number of bytes. */
  private static int fromHex(byte[] bytes, int from, int to, byte[] into) {
    int size = 0;
    for (int i = from; i + 1 < to; i += 2) {
      int high = Ascii.hexDigit(bytes[i]);
      int low = Ascii.hexDigit(bytes[i + 1]);
      if (high < 0 || low < 0) {
        return 0;
      }
      into[size++] = (byte) (high << 4 | low);
    }
    return size;
  }

  private static int fromBase64(byte[] bytes, int from, int to, byte[] into) {
    int size = 0;
    int bits = 0;
    int held = 0;
    for (int i = from; i < to; i++) {
      int six = SIXES[bytes[i] & 0xFF];
      if (six < 0) {
        continue;
      }
      held = held << 6 | six;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        into[size++] = (byte) (held >> bits);
      }
    }
    return size;
  }

  private static boolean isText(byte[] bytes, int size, boolean all) {
    if (size >= 8 && isWide(bytes, size)) {
      return true;
    }
    int bad = 0;
    for (int i = 0; i < size; ) {
      byte b = bytes[i];
      int length = b < 0 ? Utf8.size(bytes, i, size) : 1;
      boolean cut = b < 0 && length == 1 && i + 4 > size;
      if (b == 0x7F
          || b >= 0 && b < ' ' && !Ascii.isSpace(b) && b != 0x1B
          || b < 0 && length == 1 && !cut) {
        bad++;
      }
      i += length;
    }
    return bad == 0 || !all && bad * 16 < size;
  }

  /** Two bytes a character, as PowerShell encodes its commands. */
  private static boolean isWide(byte[] bytes, int size) {
    for (int i = 0; i + 1 < size; i += 2) {
      if (bytes[i + 1] != 0 || bytes[i] <= 0) {
        return false;
      }
    }
    return true;
  }

  private static int withoutNuls(byte[] bytes, int size) {
    if (size < 8 || !isWide(bytes, size)) {
      return size;
    }
    int kept = 0;
    for (int i = 0; i < size; i += 2) {
      bytes[kept++] = bytes[i];
    }
    return kept;
  }

  private static boolean mostlyText(byte[] bytes, int size) {
    int odd = 0;
    for (int i = 0; i < size; i++) {
      if (bytes[i] >= 0 && bytes[i] < ' ' && !Ascii.isSpace(bytes[i])) {
        odd++;
      }
    }
    return size > 0 && odd * 10 <= size;
  }
}
