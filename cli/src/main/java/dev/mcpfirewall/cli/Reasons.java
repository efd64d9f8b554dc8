// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says why a file could not be used: the JDK's own messages are often just a path. */
final class Reasons {
  private Reasons() {}

  /** One line, lower case. */
  static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> "there is no `" + e.getFile() + "`";
      case AccessDeniedException e -> "no permission for `" + e.getFile() + "`";
      case FileAlreadyExistsException e -> "`" + e.getFile() + "` is in the way";
      case NotDirectoryException e -> "`" + e.getFile() + "` is no directory";
      default -> String.valueOf(failure.getMessage());
    };
  }
}
