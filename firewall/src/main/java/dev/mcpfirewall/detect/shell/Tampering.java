// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Commands that change who rules the machine: persistence, rights, traces, protection, its running
 * at all.
 */
final class Tampering {
  private static final Set<String> STARTUP =
      Set.of(
          """
          .bashrc .bash_profile .bash_login .bash_logout .profile .zshrc .zprofile .zshenv \
          .zlogin .shrc .kshrc .cshrc .tcshrc .xinitrc .xprofile .xsession authorized_keys \
          config.fish crontab rc.local rc.common ld.so.preload .vimrc .inputrc \
          sitecustomize.py\
          """
              .split(" "));
  private static final List<String> STARTUP_FOLDERS =
      List.of(
          "/etc/cron",
          "/var/spool/cron",
          "/etc/systemd/",
          "/lib/systemd/",
          ".config/systemd/",
          "/etc/init.d/",
          "/etc/rc",
          "/usr/local/etc/rc.d",
          "/etc/profile",
          "/etc/bash",
          "/etc/zsh",
          "LaunchAgents/",
          "LaunchDaemons/",
          ".config/autostart/",
          "/etc/xdg/autostart",
          "/etc/udev/rules.d",
          "/etc/ld.so",
          "/etc/pam.d",
          ".git/hooks/",
          "Startup\\");
  private static final Set<String> STOPPERS =
      Set.of("shutdown", "reboot", "halt", "poweroff", "telinit");
  private static final Set<String> GUARDS =
      Set.of(
          """
          firewalld ufw iptables nftables apparmor auditd rsyslog syslog fail2ban \
          clamav-daemon falcon-sensor selinux crowdstrike wazuh-agent osqueryd mdatp \
          windefend sshguard\
          """
              .split(" "));

  private static final Set<String> ACCOUNTS =
      Set.of(
          """
          setcap visudo useradd adduser passwd chpasswd usermod pw dscl sysadminctl \
          gpasswd groupmod addgroup chsh\
          """
              .split(" "));
  private static final Set<String> RECORDS =
      Set.of(
          """
          history unset export set shopt ln rm truncate shred journalctl wevtutil \
          auditctl logrotate\
          """
              .split(" "));
  private static final Set<String> PROTECTORS =
      Set.of(
          """
          iptables ip6tables nft ufw setenforce pfctl netsh csrutil spctl \
          set-mppreference chattr chflags bcdedit sysctl insmod modprobe kldload\
          """
              .split(" "));

  private Tampering() {}

  static Optional<Danger> of(ShellCommand command) {
    String program = command.program();
    Optional<Danger> written = writes(command, program);
    if (written.isPresent()) {
      return written;
    }
    if (STOPPERS.contains(program) && !command.has("--help", "-c")) {
      return Optional.of(Danger.STOPS_SERVICE);
    }
    if (ACCOUNTS.contains(program)) {
      return account(command, program);
    }
    if (RECORDS.contains(program)) {
      return traces(command, program);
    }
    if (PROTECTORS.contains(program)) {
      return protection(command, program);
    }
    return switch (program) {
      case "crontab" -> command.has("-l", "-h") ? Optional.empty() : Optional.of(Danger.PERSISTS);
      case "systemctl", "service", "rc-service", "launchctl", "sc", "schtasks", "net", "reg" ->
          service(command, program);
      case "kill", "pkill", "killall" -> kill(command);
      case "chmod" -> mode(command);
      case "userdel", "deluser" -> Optional.of(Danger.DESTROYS_DATA);
      case "docker", "podman" -> container(command);
      case "init" -> command.has("0", "6") ? Optional.of(Danger.STOPS_SERVICE) : Optional.empty();
      case "ssh-copy-id" -> Optional.of(Danger.PERSISTS);
      default -> Optional.empty();
    };
  }

  private static Optional<Danger> writes(ShellCommand command, String program) {
    for (Redirect redirect : command.redirects()) {
      boolean writing =
          redirect.kind() == Redirect.Kind.WRITE || redirect.kind() == Redirect.Kind.APPEND;
      Optional<Danger> found = writing ? target(redirect.target()) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    if (program.equals("tee") || program.equals("install")) {
      return command.operands().stream()
          .map(Tampering::target)
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (program.equals("cp") || program.equals("mv") || program.equals("ln")) {
      return command.operands().size() < 2
          ? Optional.empty()
          : target(command.operands().getLast());
    }
    if (program.equals("sed") || program.equals("perl")) {
      boolean edits = command.hasFlag('i');
      return edits
          ? command.operands().stream().map(Tampering::target).flatMap(Optional::stream).findFirst()
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** What writing to this file means. */
  private static Optional<Danger> target(String path) {
    if (Places.isDisk(path)) {
      return Optional.of(Danger.DESTROYS_DATA);
    }
    if (path.endsWith("/sysrq-trigger")) {
      return Optional.of(Danger.STOPS_SERVICE);
    }
    if (path.contains("/etc/sudoers")
        || path.equals("/etc/passwd")
        || path.equals("/etc/shadow")
        || path.equals("/etc/group")) {
      return Optional.of(Danger.GAINS_PRIVILEGE);
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.endsWith("_history") || Places.isLog(path) && !path.contains("/app")) {
      return Optional.of(Danger.COVERS_TRACKS);
    }
    if (STARTUP.contains(name) || STARTUP_FOLDERS.stream().anyMatch(path::contains)) {
      return Optional.of(Danger.PERSISTS);
    }
    return path.equals("/etc/hosts") || path.equals("/etc/resolv.conf") || path.startsWith("/boot/")
        ? Optional.of(Danger.DISABLES_SECURITY)
        : Optional.empty();
  }

  private static Optional<Danger> service(ShellCommand command, String program) {
    if (program.equals("schtasks")) {
      return command.line().toLowerCase(java.util.Locale.ROOT).contains("/create")
          ? Optional.of(Danger.PERSISTS)
          : Optional.empty();
    }
    if (program.equals("reg")) {
      String line = command.line().toLowerCase(java.util.Locale.ROOT);
      return line.startsWith("reg add") && line.contains("run")
              || line.startsWith("reg save")
              || line.startsWith("reg delete hklm")
          ? Optional.of(line.startsWith("reg add") ? Danger.PERSISTS : Danger.READS_CREDENTIALS)
          : Optional.empty();
    }
    if (program.equals("net")) {
      return command.has("user", "localgroup") && command.has("/add", "/ADD")
          ? Optional.of(Danger.GAINS_PRIVILEGE)
          : Optional.empty();
    }
    if (command.has(
        "stop",
        "disable",
        "mask",
        "kill",
        "unload",
        "bootout",
        "delete",
        "poweroff",
        "reboot",
        "halt")) {
      boolean guard =
          command.operands().stream().anyMatch(o -> GUARDS.contains(o.replace(".service", "")));
      return Optional.of(guard ? Danger.DISABLES_SECURITY : Danger.STOPS_SERVICE);
    }
    boolean enables =
        command.has("enable", "load", "bootstrap", "create") && !command.has("--dry-run");
    return enables ? Optional.of(Danger.PERSISTS) : Optional.empty();
  }

  private static Optional<Danger> kill(ShellCommand command) {
    boolean all = command.has("-1") && command.has("-9", "-KILL", "-SIGKILL", "--");
    boolean daemon =
        command.operands().stream()
            .anyMatch(o ->
                GUARDS.contains(o)
                    || o.contains("cron")
                    || o.equals("1")
                    || o.equals("init")
                    || o.equals("systemd")
                    || o.equals("sshd"));
    return all || daemon ? Optional.of(Danger.STOPS_SERVICE) : Optional.empty();
  }

  private static Optional<Danger> mode(ShellCommand command) {
    for (String operand : command.operands()) {
      boolean digits = operand.length() == 4 && operand.chars().allMatch(c -> c >= '0' && c <= '7');
      if (digits && operand.charAt(0) >= '2') {
        return Optional.of(Danger.GAINS_PRIVILEGE);
      }
      int sign = operand.indexOf('+');
      if (sign >= 0
          && sign < 4
          && operand.indexOf('s', sign) > 0
          && operand.length() < 8
          && operand.indexOf('/') < 0
          && operand.indexOf('.') < 0) {
        return Optional.of(Danger.GAINS_PRIVILEGE);
      }
    }
    return Optional.empty();
  }

  private static Optional<Danger> account(ShellCommand command, String program) {
    boolean changes =
        switch (program) {
          case "passwd" -> !command.has("-S", "--status");
          case "usermod", "gpasswd", "groupmod" -> true;
          case "dscl" ->
              command.has("-create", "-append", "-passwd", "-delete", "create", "append", "delete");
          case "pw" -> command.has("useradd", "usermod", "userdel");
          case "sysadminctl" -> !command.arguments().isEmpty();
          default -> !command.has("--help", "-c");
        };
    return changes || program.startsWith("useradd") || program.startsWith("adduser")
        ? Optional.of(Danger.GAINS_PRIVILEGE)
        : Optional.empty();
  }

  private static Optional<Danger> container(ShellCommand command) {
    boolean open =
        command.arguments().stream()
            .anyMatch(w ->
                w.text().equals("--privileged")
                    || w.text().equals("--pid=host")
                    || w.text().startsWith("--cap-add=ALL")
                    || w.text().startsWith("--cap-add=SYS_ADMIN")
                    || w.text().startsWith("/:/")
                    || w.text().startsWith("--volume=/:/")
                    || w.text().startsWith("-v/:/")
                    || w.text().contains("docker.sock:")
                    || w.text().startsWith("/etc:/")
                    || w.text().startsWith("/root:/")
                    || w.text().contains("source=/,"));
    return open && command.has("run", "exec", "create")
        ? Optional.of(Danger.GAINS_PRIVILEGE)
        : Optional.empty();
  }

  private static Optional<Danger> traces(ShellCommand command, String program) {
    String line = command.line();
    boolean covers =
        switch (program) {
          case "history" -> command.hasFlag('c') || command.hasFlag('w');
          case "unset" -> line.contains("HIST");
          case "export" ->
              line.contains("HISTFILE=")
                  || line.contains("HISTSIZE=0")
                  || line.contains("HISTFILESIZE=0");
          case "set" -> line.endsWith("+o history");
          case "shopt" -> line.contains("-u") && line.contains("hist");
          case "journalctl" -> line.contains("--vacuum") || line.contains("--rotate");
          case "wevtutil" -> command.has("cl", "clear-log");
          case "auditctl" -> command.has("-D") || line.contains("-e 0");
          default ->
              command.operands().stream().anyMatch(o -> o.endsWith("_history") || Places.isLog(o));
        };
    return covers ? Optional.of(Danger.COVERS_TRACKS) : Optional.empty();
  }

  private static Optional<Danger> protection(ShellCommand command, String program) {
    String line = command.line().toLowerCase(java.util.Locale.ROOT);
    boolean off =
        switch (program) {
          case "iptables", "ip6tables" ->
              command.has("-F", "--flush", "-X") || line.contains("-p input accept");
          case "nft" -> line.contains("flush ruleset");
          case "ufw" -> command.has("disable", "reset");
          case "setenforce" -> command.has("0", "Permissive");
          case "pfctl" -> command.has("-d");
          case "netsh" ->
              line.contains("firewall") && (line.contains("off") || line.contains("disable"));
          case "csrutil", "spctl" -> line.contains("disable");
          case "set-mppreference" -> line.contains("disable") || line.contains("exclusion");
          case "chattr" -> line.contains("-i ") || line.contains("-a ");
          case "chflags" -> line.contains("no") || line.contains(" 0 ");
          case "bcdedit" ->
              line.contains("recoveryenabled no") || line.contains("bootstatuspolicy");
          case "sysctl" ->
              line.contains("randomize_va_space=0") || line.contains("kernel.core_pattern");
          case "insmod", "modprobe", "kldload" ->
              !command.operands().isEmpty() && !command.has("-n", "--show-depends");
          default -> false;
        };
    return off ? Optional.of(Danger.DISABLES_SECURITY) : Optional.empty();
  }
}
