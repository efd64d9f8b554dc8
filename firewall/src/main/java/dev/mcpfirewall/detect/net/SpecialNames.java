// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.net;

import java.util.Set;

/** Names that lead somewhere special although they look like any other. */
public final class SpecialNames {
  private static final Set<String> LOOPBACK =
      Set.of(
          "localhost",
          "loopback",
          "localhost.localdomain",
          "localhost4",
          "localhost6",
          "localhost6.localdomain6",
          "ip6-localhost",
          "ip6-loopback");

  /**
   * Top-level and other suffixes that only exist inside a network (RFC 6762 G, RFC 8375, ICANN
   * .internal).
   */
  private static final Set<String> INTERNAL =
      Set.of(
          "internal",
          "local",
          "localdomain",
          "lan",
          "home",
          "home.arpa",
          "corp",
          "intranet",
          "private",
          "intra",
          "consul",
          "svc");

  /**
   * Public DNS that answers with an address written in the name, or with whatever its owner wants
   * now.
   */
  private static final Set<String> REBINDING =
      Set.of(
          """
          nip.io sslip.io xip.io xip.name ip6.name localtest.me lvh.me vcap.me \
          lacolhost.com yoogle.com 42foo.com fbi.com.localtest.me traefik.me backname.io \
          local.gd lcl.host rbndr.us 1u.ms rebind.it rebinder.net r3dir.me nip.me \
          cmpxchg8b.com whonow.sh rebind.network make-127-0-0-1-rr.1u.ms \
          spoofed.burpcollaborator.net bugbounty.dod.network readme.localtest.me vcap.io \
          ipq.co domaincontrol.zip\
          """
              .split(" "));

  /** Services whose purpose is to collect what is sent to a throw-away address. */
  private static final Set<String> DROPS =
      Set.of(
          """
          burpcollaborator.net oastify.com oast.fun oast.live oast.me oast.online oast.pro \
          oast.site interact.sh interactsh.com canarytokens.com dnslog.cn ceye.io \
          dnslog.link requestbin.net requestbin.com requestcatcher.com \
          requestinspector.com webhook.site webhookinbox.com hookbin.com pipedream.net \
          beeceptor.com mockbin.org ptsv2.com ptsv3.com postb.in rbaskets.in bxss.in \
          xss.ht ezxss.com transfer.sh file.io 0x0.st bashupload.com temp.sh oshi.at \
          gofile.io anonfiles.com catbox.moe litterbox.catbox.moe tmpfiles.org termbin.com \
          ix.io sprunge.us keep.sh pixeldrain.com ngrok.io ngrok.app ngrok-free.app \
          serveo.net localhost.run trycloudflare.com loca.lt bore.pub localtunnel.me\
          """
              .split(" "));

  private SpecialNames() {}

  /** Whether it hands out a cloud machine's credentials. */
  public static boolean isMetadata(String name) {
    return CloudMetadata.NAMES.contains(name) || inside(name, Set.of("metadata.google.internal"));
  }

  /** Whether it means this machine. */
  public static boolean isLoopback(String name) {
    return LOOPBACK.contains(name) || inside(name, Set.of("localhost"));
  }

  /** Whether it can only be resolved inside a private network. */
  public static boolean isInternal(String name) {
    return inside(name, INTERNAL) && !INTERNAL.contains(name);
  }

  /** Whether it may resolve to any address the caller likes. */
  public static boolean isRebinding(String name) {
    return inside(name, REBINDING);
  }

  /** Whether it collects what strangers send. */
  public static boolean isDrop(String name) {
    return inside(name, DROPS);
  }

  /** Whether the name, or a domain it lies in, is in the set. */
  private static boolean inside(String name, Set<String> domains) {
    if (name.length() > 255) {
      return false;
    }
    for (int at = 0; at >= 0; at = name.indexOf('.', at) < 0 ? -1 : name.indexOf('.', at) + 1) {
      if (domains.contains(name.substring(at))) {
        return true;
      }
    }
    return false;
  }
}
