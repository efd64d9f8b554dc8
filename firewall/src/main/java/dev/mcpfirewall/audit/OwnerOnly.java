// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files and directories that only their owner can open. Where the file system knows no POSIX
 * permissions, what the parent directory hands down holds.
 */
final class OwnerOnly {
  private static final Set<PosixFilePermission> FILE =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<PosixFilePermission> DIRECTORY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private OwnerOnly() {}

  /** Makes the directory and its parents where they are absent. */
  static void directory(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, attributes(path, DIRECTORY));
    }
  }

  /**
   * Makes an empty file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if something is there
   */
  static void newFile(Path path) throws IOException {
    Files.createFile(path, attributes(path, FILE));
  }

  /** Puts a complete file in the place of whatever is there: readers see the old or the new. */
  static void replace(Path path, byte[] content, boolean sync) throws IOException {
    Path fresh = beside(path, content, sync);
    try {
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /**
   * Puts a complete file where nothing is: of several that try, one succeeds.
   *
   * @return whether it was us
   */
  static boolean publish(Path path, byte[] content) throws IOException {
    Path fresh = beside(path, content, true);
    try {
      Files.createLink(path, fresh);
      return true;
    } catch (java.nio.file.FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
      // No hard links here (FAT, some network shares): a move that refuses to replace comes next.
      return moveIfAbsent(fresh, path);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static boolean moveIfAbsent(Path fresh, Path path) throws IOException {
    try {
      Files.move(fresh, path);
      return true;
    } catch (java.nio.file.FileAlreadyExistsException e) {
      return false;
    }
  }

  private static Path beside(Path path, byte[] content, boolean sync) throws IOException {
    byte[] salt = new byte[8];
    ThreadLocalRandom.current().nextBytes(salt);
    Path fresh =
        path.resolveSibling("." + path.getFileName() + "." + HexFormat.of().formatHex(salt));
    newFile(fresh);
    try (RandomAccessFile file = new RandomAccessFile(fresh.toFile(), "rw")) {
      file.write(content);
      if (sync) {
        file.getFD().sync();
      }
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
    return fresh;
  }

  /** Makes the entry of the file in its directory durable, where the system can. */
  static void syncDirectoryOf(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open a directory; there, entries are durable with the file.
      ChainWriter.log(System.Logger.Level.TRACE, "directory not synced: {0}", directory);
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
