// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

import java.util.Set;

/** Which names are programs, and of what kind. */
final class Programs {
  static final Set<String> SHELLS =
      Set.of("sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "csh", "tcsh", "rbash", "mksh");

  static final Set<String> INTERPRETERS =
      Set.of(
          """
          python python2 python3 perl ruby node nodejs php lua deno bun osascript tclsh \
          pwsh powershell awk gawk lua5.1 lua5.3 lua5.4 crystal julia rscript\
          """
              .split(" "));

  /** Programs that run the command behind them. */
  static final Set<String> WRAPPERS =
      Set.of(
          """
          sudo doas env nohup time nice ionice timeout stdbuf setsid command builtin exec \
          busybox toybox xargs parallel watch chroot unshare nsenter strace ltrace \
          proxychains proxychains4 torsocks chronic flock systemd-run pkexec runuser \
          caffeinate unbuffer faketime numactl taskset cpulimit firejail rlwrap at batch \
          gosu su-exec\
          """
              .split(" "));

  static final Set<String> KEYWORDS =
      Set.of(
          """
          if then else elif fi do done while until ! { } coproc esac &\
          """
              .split(" "));

  /** Programs that print or search text: what stands behind them is only talked about. */
  static final Set<String> TALKERS =
      Set.of(
          """
          echo printf grep egrep fgrep rg ag man which whereis type hash help info sed awk \
          gawk cat head tail less more wc sort uniq tr cut ls apropos tldr test [ [[ diff \
          cmp comm alias read set fmt fold nl tee case\
          """
              .split(" "));

  private static final Set<String> OTHERS =
      Set.of(
          """
          rm rmdir mv cp ln dd chmod chown chgrp chattr chflags find fd tar zip unzip 7z \
          gzip curl wget nc ncat netcat socat telnet ssh scp sftp rsync ftp git docker \
          podman kubectl helm terraform aws gcloud az gsutil npm npx yarn pnpm pip pip3 uv \
          uvx cargo go make cmake gcc g++ clang java javac mvn gradle apt apt-get yum dnf \
          apk brew pacman snap systemctl service launchctl crontab useradd adduser userdel \
          usermod groupadd passwd chpasswd visudo su id whoami hostname uname ps top kill \
          killall pkill pgrep shutdown reboot halt poweroff init mount umount mkfs fdisk \
          parted wipefs shred truncate touch mkdir mkfifo mknod cd pwd export unset source \
          . eval trap history iptables ip6tables nft ufw firewall-cmd setenforce setcap \
          dig nslookup host ping openssl gpg base64 xxd python insmod modprobe sysctl psql \
          mysql sqlite3 redis-cli mongo mongosh http jq sleep wait true false date \
          msfvenom msfconsole nmap hydra tcpdump dscl sysadminctl diskutil defaults reg \
          schtasks net sc wmic netsh vssadmin bcdedit certutil bitsadmin mshta rundll32 \
          regsvr32 cmd del erase rd format takeown icacls iex iwr irm tmux screen vim vi \
          nano ed gdb ssh-keygen ssh-add ssh-copy-id code open xdg-open for function \
          select declare local let pw swapoff auditctl journalctl logger kldload nsupdate\
          """
              .split(" "));

  private Programs() {}

  static boolean isShell(String program) {
    return SHELLS.contains(program);
  }

  static boolean isInterpreter(String program) {
    return INTERPRETERS.contains(program) || program.startsWith("python");
  }

  /** Whether a text that starts with this word may be a command line. */
  static boolean isKnown(String program) {
    return OTHERS.contains(program)
        || isShell(program)
        || isInterpreter(program)
        || WRAPPERS.contains(program)
        || TALKERS.contains(program)
        || KEYWORDS.contains(program)
        || program.startsWith("mkfs.");
  }
}
