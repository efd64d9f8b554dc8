// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What a file system knows of a path. Looks, and opens nothing; never throws: what it cannot or may
 * not see is {@link Missing}. On a network file system that hangs, a look hangs.
 */
public interface Links {
  /** What stands at a path. */
  sealed interface Entry {}

  /** Nothing that can be seen. */
  record Missing() implements Entry {}

  /** A file or directory, with its own spelling of its path (no 8.3 names). */
  record Plain(String spelling) implements Entry {}

  /** A symbolic link, and what it says. */
  record Link(String target) implements Entry {}

  /** Nothing anywhere: paths are compared as they are written. */
  Links NONE = path -> new Missing();

  /** Looks at an absolute path, whose last component is not followed if it is a link. */
  Entry look(String path);

  /**
   * This machine's file system.
   *
   * @param windows whether the true spelling of a path must be asked for
   */
  static Links onDisk(boolean windows) {
    return path -> {
      try {
        Path at = Path.of(path);
        BasicFileAttributes found =
            at.getFileSystem()
                .provider()
                .readAttributesIfExists(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found == null) {
          return new Missing();
        }
        if (found.isSymbolicLink()) {
          return new Link(Files.readSymbolicLink(at).toString());
        }
        // A junction is no symbolic link to Java, and only the real path sees through it.
        return new Plain(windows ? at.toRealPath().toString() : path);
      } catch (IOException | InvalidPathException | SecurityException e) {
        return new Missing();
      }
    };
  }
}
