// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.decision.Event;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A chain of lines on its way into files, the present one and, after rotations, the next. Lines are
 * composed first and committed together: either all of them are in the file or none, and the file
 * then ends where it did. Confined to one thread at a time; guarded by the journal's lock.
 */
final class ChainWriter {
  /** Version of the format, in the first line of every file. */
  static final int FORMAT = 1;

  static final String SUFFIX = ".jsonl";

  private static final int LONGEST_NAME = 60;
  private static final int NAMESAKES = 1000;

  private final AuditSettings settings;
  private final LogFile.Opener opener;
  private final String server;
  private final Chain chain = new Chain();
  private final EventLines lines = new EventLines(chain);

  private String name = "";
  private LogFile file = NoFile.INSTANCE;
  private Path path;
  private int number = 1;
  private LocalDate day;
  private long length;
  private boolean torn;
  private Chain.Mark committed = chain.mark();

  private ChainWriter(AuditSettings settings, String server, Instant now, LogFile.Opener opener) {
    this.settings = settings;
    this.opener = opener;
    this.server = server;
    this.day = dayOf(now);
    this.path = settings.directory();
  }

  /**
   * Begins a chain in a file of its own.
   *
   * @throws IOException if the file cannot be made
   */
  static ChainWriter open(
      AuditSettings settings, String server, String session, Instant now, LogFile.Opener opener)
      throws IOException {
    OwnerOnly.directory(settings.directory());
    ChainWriter writer = new ChainWriter(settings, server, now, opener);
    writer.create(session);
    writer.first(writer.path, now, 1, "");
    writer.commit();
    return writer;
  }

  private void create(String session) throws IOException {
    String wanted = slug(server) + "-" + compact(day) + "-" + slug(session);
    for (int namesake = 1; ; namesake++) {
      name = namesake == 1 ? wanted : wanted + "." + namesake;
      path = settings.directory().resolve(name + SUFFIX);
      try {
        file = opener.create(path);
        return;
      } catch (FileAlreadyExistsException e) {
        if (namesake == NAMESAKES) {
          throw e;
        }
      }
    }
  }

  /** The chain's name: that of its first file without the suffix. */
  String name() {
    return name;
  }

  LogFile file() {
    return file;
  }

  Path path() {
    return path;
  }

  /** Number of the present file, 1 for the first. */
  int number() {
    return number;
  }

  /** The last line that is in the file. */
  Chain.Mark committed() {
    return committed;
  }

  /** Composes an event's line. */
  void event(Event event) {
    lines.add(event);
  }

  /** Composes a line of the chain's own. */
  void line(String kind, Instant at, NavigableMap<String, ?> members) {
    chain.line(kind, at, members);
  }

  /** Composes a seal over the chain up to {@code of}. */
  void seal(Chain.Mark of, SigningKey key, String signature, Instant at) {
    NavigableMap<String, Object> members = new TreeMap<>();
    members.put("key", key.open().id());
    members.put("of", of.seq());
    members.put("sig", signature);
    chain.line("seal", at, members);
  }

  /** The signature for {@link #seal}. Slow. */
  String sign(Chain.Mark of, SigningKey key, Instant at) {
    return key.sign(Statement.seal(name, of.seq(), of.hash(), key.open().id(), at));
  }

  /**
   * Writes what was composed, with one call. If that fails, in whatever way, what was composed is
   * forgotten, and the file ends where it did before.
   */
  void commit() throws IOException {
    LineBuffer out = chain.out();
    try {
      if (torn) {
        file.truncate(length);
        torn = false;
      }
      torn = true;
      file.write(out.array(), 0, out.length());
      torn = false;
      length += out.length();
      committed = chain.mark();
      out.clear();
    } catch (IOException | RuntimeException | Error e) {
      discard();
      throw e;
    }
  }

  /**
   * Forgets what was composed, and takes what was written of it out of the file if that can be done
   * now.
   */
  void discard() {
    chain.back(committed);
    chain.out().clear();
    if (torn) {
      try {
        file.truncate(length);
        torn = false;
      } catch (IOException | RuntimeException | Error e) {
        log(System.Logger.Level.DEBUG, "torn line stays until the next write: {0}", path);
      }
    }
  }

  /** Whether a new file should be begun. */
  boolean isRotationDue(Instant now) {
    return length >= settings.rotateBytes() || !dayOf(now).equals(day);
  }

  /**
   * Begins a new file: the old one's last lines name it and seal the chain so far, its first line
   * names the old one. If that fails, in whatever way, everything goes on in the old file.
   */
  void rotate(Instant now, SigningKey key) throws IOException {
    Path next =
        settings
            .directory()
            .resolve(name + "." + compact(dayOf(now)) + "-" + (number + 1) + SUFFIX);
    LogFile fresh = opener.create(next);
    Chain.Mark before = committed;
    long lengthBefore = length;
    try {
      chain.line("next", now, new TreeMap<>(Map.of("next", fileName(next))));
      Chain.Mark of = chain.mark();
      seal(of, key, sign(of, key, now), now);
      commit();
      if (settings.fsync() != AuditSettings.Fsync.NEVER) {
        file.sync();
      }
      first(next, now, number + 1, fileName(path));
      LineBuffer out = chain.out();
      fresh.write(out.array(), 0, out.length());
    } catch (IOException | RuntimeException | Error e) {
      committed = before;
      length = lengthBefore;
      torn = true;
      discard();
      fresh.close();
      Files.deleteIfExists(next);
      throw e;
    }
    release(file);
    file = fresh;
    path = next;
    number++;
    day = dayOf(now);
    length = chain.out().length();
    committed = chain.mark();
    chain.out().clear();
  }

  private static void release(LogFile file) {
    try {
      file.close();
    } catch (IOException e) {
      log(System.Logger.Level.WARNING, "a full audit file was not closed in order: {0}", e);
    }
  }

  private void first(Path in, Instant now, int number, String previous) {
    NavigableMap<String, Object> members = new TreeMap<>();
    members.put("chain", name);
    members.put("file", fileName(in));
    members.put("format", FORMAT);
    members.put("number", number);
    if (!previous.isEmpty()) {
      members.put("previous", previous);
    }
    members.put("server", server.substring(0, Math.min(server.length(), EventLines.NAME)));
    chain.line("file", now, members);
  }

  private static String fileName(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static LocalDate dayOf(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  private static String compact(LocalDate day) {
    return day.toString().replace("-", "");
  }

  /** The text as part of a file name on any system. */
  static String slug(String text) {
    StringBuilder slug = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), LONGEST_NAME); i++) {
      char c = text.charAt(i);
      slug.append(isPlain(c) && (c != '-' || i > 0) ? c : '_');
    }
    return slug.isEmpty() ? "_" : slug.toString();
  }

  /** The logger is looked up only when there is something to say: that costs some milliseconds. */
  static void log(System.Logger.Level level, String message, Object about) {
    System.getLogger("dev.mcpfirewall.audit").log(level, message, about);
  }

  /** Whether any system takes the character in a file's name. */
  static boolean isPlain(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-';
  }

  /** Before the first file is made. */
  private enum NoFile implements LogFile {
    INSTANCE;

    @Override
    public void write(byte[] array, int from, int to) throws IOException {
      throw new IOException("no file yet");
    }

    @Override
    public void truncate(long length) {}

    @Override
    public void sync() {}

    @Override
    public void close() {}
  }
}
