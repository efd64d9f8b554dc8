// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Notices when files change, come or go, by looking at them. Owned by one thread.
 *
 * <p>Why not by the operating system's notifications: they are about directories, miss what is
 * behind a link and on network drives, do not come on every system within a second, and a file that
 * is replaced by another of its name is a different one to them. Looking at twenty files takes some
 * hundred microseconds.
 */
public final class FileWatch {
  /**
   * Times of files have steps, some systems' of milliseconds: what was written so shortly before it
   * was read may have been written once more since without another time.
   */
  private static final Duration UNSETTLED = Duration.ofMillis(100);

  private static final long LARGEST_DIGESTED = 1 << 20;

  private Map<Path, Seen> seen = Map.of();
  private boolean unsettled;

  /**
   * A file as it was.
   *
   * @param size in bytes, for a directory nothing that counts
   * @param modified as the file says, which whoever writes it may choose
   * @param changed as the system says, which nobody may choose; empty where it says nothing
   * @param key tells a file from another that took its place
   * @param content where {@code changed} is empty: a digest
   */
  private record Seen(
      boolean there,
      long size,
      Optional<Object> modified,
      Optional<Object> changed,
      Optional<Object> key,
      Optional<Digest> content) {
    static final Seen GONE =
        new Seen(false, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    boolean isSince(Instant time) {
      return isSince(modified, time) || isSince(changed, time);
    }

    private static boolean isSince(Optional<Object> fileTime, Instant time) {
      return fileTime
          .filter(java.nio.file.attribute.FileTime.class::isInstance)
          .map(java.nio.file.attribute.FileTime.class::cast)
          .filter(at -> at.toInstant().isAfter(time))
          .isPresent();
    }
  }

  /**
   * From now on these are watched, as they are now, in the place of those before. What was changed
   * while it was being read counts as changed again.
   *
   * @param paths files and directories, there or not; a directory changes when something in it
   *     comes or goes
   * @param read when their reading began
   */
  public void watch(Collection<Path> paths, Instant read) {
    Map<Path, Seen> now = new HashMap<>();
    paths.forEach(path -> now.put(path, look(path)));
    seen = now;
    Instant since = read.minus(UNSETTLED);
    unsettled = now.values().stream().anyMatch(one -> one.isSince(since));
  }

  /** Whether anything has changed since it was told to watch. */
  public boolean isChanged() {
    return unsettled
        || seen.entrySet().stream().anyMatch(one -> !look(one.getKey()).equals(one.getValue()));
  }

  private static Seen look(Path path) {
    if (!Files.exists(path)) {
      return Seen.GONE;
    }
    try {
      return unix(path);
    } catch (UnsupportedOperationException | IllegalArgumentException otherSystem) {
      return plain(path);
    } catch (IOException goneMeanwhile) {
      return Seen.GONE;
    }
  }

  private static Seen unix(Path path) throws IOException {
    Map<String, Object> all =
        Files.readAttributes(path, "unix:size,lastModifiedTime,ctime,fileKey");
    return new Seen(
        true,
        all.get("size") instanceof Long size ? size : 0,
        Optional.ofNullable(all.get("lastModifiedTime")),
        Optional.ofNullable(all.get("ctime")),
        Optional.ofNullable(all.get("fileKey")),
        Optional.empty());
  }

  private static Seen plain(Path path) {
    try {
      Map<String, Object> all = Files.readAttributes(path, "size,lastModifiedTime,fileKey");
      long size = all.get("size") instanceof Long bytes ? bytes : 0;
      boolean digested = Files.isRegularFile(path) && size <= LARGEST_DIGESTED;
      return new Seen(
          true,
          size,
          Optional.ofNullable(all.get("lastModifiedTime")),
          Optional.empty(),
          Optional.ofNullable(all.get("fileKey")),
          digested
              ? Optional.of(Digest.of(Objects.requireNonNull(Files.readAllBytes(path))))
              : Optional.empty());
    } catch (IOException goneMeanwhile) {
      return Seen.GONE;
    }
  }
}
