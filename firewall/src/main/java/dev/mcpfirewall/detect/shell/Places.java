// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

import java.util.Locale;
import java.util.Set;

/** What kind of place a path in a command is. */
final class Places {
  private static final Set<String> REBUILT =
      Set.of(
          """
          node_modules build dist target out bin obj coverage __pycache__ .next .nuxt \
          .cache .turbo .parcel-cache .pytest_cache .mypy_cache .ruff_cache .tox .gradle \
          .venv venv .eggs htmlcov .nyc_output tmp temp cmake-build-debug \
          cmake-build-release .svelte-kit .angular storybook-static bower_components \
          .terraform deriveddata pods\
          """
              .split(" "));

  private static final Set<String> SYSTEM =
      Set.of(
          """
          bin boot dev etc home lib lib64 opt proc root sbin srv sys usr var users \
          applications library system volumes windows private mnt media data\
          """
              .split(" "));

  private Places() {}

  /** A place to put what nobody will miss, without a way out of it. */
  static boolean isTemporary(String path) {
    if (path.contains("..")) {
      return false;
    }
    return path.startsWith("/tmp/")
        || path.startsWith("/var/tmp/")
        || path.startsWith("/private/tmp/")
        || path.startsWith("/var/folders/")
        || path.equals("$TMPDIR")
        || path.startsWith("$TMPDIR/")
        || path.startsWith("${TMPDIR}")
        || path.startsWith("${TMPDIR:-/tmp}");
  }

  /** A folder in the project that its tools make again. */
  static boolean isRebuilt(String path) {
    if (path.startsWith("/")
        || path.startsWith("~")
        || path.contains("..")
        || path.startsWith("$")) {
      return false;
    }
    String plain = path.startsWith("./") ? path.substring(2) : path;
    plain = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    plain = plain.endsWith("/*") ? plain.substring(0, plain.length() - 2) : plain;
    String name = plain.substring(plain.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return REBUILT.contains(name) || name.endsWith(".egg-info") || name.startsWith("*.");
  }

  /**
   * The root, a home, a folder of the system, everything here, or whatever a variable or input
   * says.
   */
  static boolean isVital(String path) {
    String plain = path.startsWith("//") ? path.substring(1) : path;
    if (plain.equals("/")
        || plain.equals("/*")
        || plain.equals("~")
        || plain.equals("*")
        || plain.equals(".*")
        || plain.equals(".")
        || plain.equals("./")
        || plain.equals("./*")
        || plain.equals("..")
        || plain.startsWith("../")
        || plain.startsWith("~/") && depth(plain) <= 2
        || plain.equals("{}")
        || isHomeVariable(plain)) {
      return true;
    }
    if (plain.startsWith("/") && !isTemporary(plain)) {
      int slash = plain.indexOf('/', 1);
      String top = plain.substring(1, slash < 0 ? plain.length() : slash).toLowerCase(Locale.ROOT);
      return depth(plain) <= 1
          || SYSTEM.contains(top) && depth(plain) <= 3
          || plain.contains("/..");
    }
    return plain.startsWith("C:") || plain.startsWith("c:");
  }

  private static boolean isHomeVariable(String path) {
    return path.startsWith("$HOME") && depth(path) <= 2
        || path.startsWith("${HOME}") && depth(path) <= 2
        || path.equals("$PWD")
        || path.equals("/$VAR")
        || path.startsWith("$TMPDIR/..")
        || path.startsWith("${TMPDIR}/..");
  }

  /** A device that is a disk. */
  static boolean isDisk(String path) {
    return path.startsWith("/dev/sd")
        || path.startsWith("/dev/hd")
        || path.startsWith("/dev/vd")
        || path.startsWith("/dev/xvd")
        || path.startsWith("/dev/nvme")
        || path.startsWith("/dev/mmcblk")
        || path.startsWith("/dev/disk")
        || path.startsWith("/dev/rdisk")
        || path.startsWith("/dev/mapper/")
        || path.startsWith("/dev/md")
        || path.startsWith("/dev/dm-")
        || path.startsWith("/dev/mem")
        || path.startsWith("/dev/kmem")
        || path.toLowerCase(Locale.ROOT).contains("physicaldrive");
  }

  /** A file the machine needs. */
  static boolean isSystemFile(String path) {
    return path.startsWith("/etc/")
        || path.startsWith("/boot/")
        || path.startsWith("/usr/")
        || path.startsWith("/bin/")
        || path.startsWith("/sbin/")
        || path.startsWith("/lib")
        || path.startsWith("/sys/")
        || path.startsWith("/proc/sys");
  }

  /** A log. */
  static boolean isLog(String path) {
    return path.startsWith("/var/log")
        || path.startsWith("/private/var/log")
        || path.contains("/Library/Logs");
  }

  /** Components, the anchor not counted. */
  private static int depth(String path) {
    int count = 0;
    boolean inside = false;
    for (int i = 0; i < path.length(); i++) {
      boolean slash = path.charAt(i) == '/';
      count += !slash && !inside ? 1 : 0;
      inside = !slash;
    }
    return count;
  }
}
