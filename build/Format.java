// SPDX-License-Identifier: Apache-2.0

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds every Java file of the tree to one form: google-java-format's, with the licence line first.
 *
 * <p>Usage: {@code java Format.java check|apply DIRECTORY}. {@code check} names the files that
 * differ and exits 1; {@code apply} rewrites them. Run by the JDK that compiles the sources,
 * because the formatter parses with that JDK's compiler and Maven itself may run on an older one.
 */
final class Format {
  private static final String LICENCE = "// SPDX-License-Identifier: Apache-2.0\n";

  private final Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());

  private Format() {}

  public static void main(String[] args) throws IOException {
    boolean apply =
        switch (args[0]) {
          case "apply" -> true;
          case "check" -> false;
          default -> throw new IllegalArgumentException("check or apply, not `" + args[0] + "`");
        };
    int wrong = new Format().run(Path.of(args[1]), apply);
    if (wrong > 0 && !apply) {
      System.err.println(
          wrong + " files are not formatted; mend: ./mvnw -N -Pformat process-sources");
      System.exit(1);
    }
  }

  private int run(Path root, boolean apply) throws IOException {
    int wrong = 0;
    for (Path file : sources(root)) {
      String text = Files.readString(file);
      String formatted = format(file, text);
      if (!formatted.equals(text)) {
        wrong++;
        System.err.println((apply ? "formatted " : "not formatted: ") + root.relativize(file));
        if (apply) {
          Files.writeString(file, formatted);
        }
      }
    }
    return wrong;
  }

  private String format(Path file, String text) {
    try {
      String unix = text.replace("\r\n", "\n");
      String licensed = unix.startsWith(LICENCE) ? unix : LICENCE + unix;
      return formatter.formatSource(
          RemoveUnusedImports.removeUnusedImports(
              ImportOrderer.reorderImports(licensed, JavaFormatterOptions.Style.GOOGLE)));
    } catch (FormatterException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !isGenerated(root.relativize(file)))
          .sorted()
          .toList();
    }
  }

  private static boolean isGenerated(Path relative) {
    for (Path part : relative) {
      String name = part.toString();
      if (name.equals("target") || name.equals("node_modules") || name.startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
