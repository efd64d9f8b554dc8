// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

/** What a command may do that nobody asked for. */
public enum Danger {
  /** Deletes or overwrites a system, a home, a device. */
  DESTROYS_DATA(4),
  /** Deletes a folder with all below it, unasked, outside of what is rebuilt anyway. */
  DELETES_RECURSIVELY(2),
  /** Throws away work that version control held or would hold. */
  DISCARDS_WORK(2),
  /** Deletes something at a service, or in a database. */
  DELETES_REMOTE(2),
  /** Gives somebody elsewhere a shell here. */
  REVERSE_SHELL(4),
  /** Runs what it downloads. */
  RUNS_DOWNLOAD(4),
  /** Runs what it decodes. */
  RUNS_ENCODED(4),
  /** Runs a program from where anybody may write. */
  RUNS_TEMPORARY(2),
  /** Sends files or secrets away. */
  EXFILTRATES(4),
  /** Reads what holds credentials. */
  READS_CREDENTIALS(3),
  /** Comes back after a restart or a login. */
  PERSISTS(3),
  /** Gets rights, or gives them away. */
  GAINS_PRIVILEGE(3),
  /** Removes the traces. */
  COVERS_TRACKS(3),
  /** Switches off what protects the machine. */
  DISABLES_SECURITY(3),
  /** Stops the machine or a service. */
  STOPS_SERVICE(3),
  /** Starts more processes than the machine bears. */
  FORK_BOMB(4),
  /** Too many commands to read them all. */
  UNREADABLE(3),
  /** Opens a way in from outside. */
  OPENS_TUNNEL(2);

  private final int severity;

  Danger(int severity) {
    this.severity = severity;
  }

  /** 1 (low) to 4 (critical). */
  public int severity() {
    return severity;
  }

  /** Lower-case, with hyphens. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
