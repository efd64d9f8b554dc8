// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Files and directories that only their owner can touch: 0600 and 0700 where the file system knows
 * such modes; elsewhere what the directory gives.
 */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private PrivateFiles() {}

  /** Makes the directory and its parents, 0700, unless it is there. */
  public static void createDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, mode(directory, "rwx------"));
    }
  }

  /** Replaces {@code file} in one step: a reader sees the old content or the new, never a part. */
  public static void write(Path file, byte[] content) throws IOException {
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file");
    createDirectory(directory);
    Path draft = Files.createTempFile(directory, ".draft", "", mode(directory, "rw-------"));
    try {
      Files.write(draft, content);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Whether nobody but the owner may write to {@code path}; true where there are no such modes. */
  public static boolean onlyOwnerWrites(Path path) throws IOException {
    if (!isPosix(path)) {
      return true;
    }
    Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
    mode.addAll(Files.getPosixFilePermissions(path));
    mode.retainAll(OTHERS_WRITE);
    return mode.isEmpty();
  }

  /** Whether {@code file} is no link, has {@code directory}'s owner and nobody else may write. */
  static boolean isOwnedLike(Path directory, Path file) throws IOException {
    return !Files.isSymbolicLink(file)
        && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(directory))
        && onlyOwnerWrites(file);
  }

  private static FileAttribute<?>[] mode(Path path, String mode) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
