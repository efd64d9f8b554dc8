// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history.name;

import dev.mcpfirewall.detect.net.Host;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Names of hosts: one spelling for each, and the names they are below of. */
final class Hosts {
  private static final int LONGEST = 253;
  private static final int MOST_PARENTS = 4;

  /** Anybody can have an address here, so that the domain says nothing of who has. */
  private static final Set<String> SHARED_MAIL =
      Set.of(
          """
          gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com \
          icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me gmx.com gmx.de gmx.net \
          web.de mail.com mail.ru yandex.ru yandex.com qq.com 163.com 126.com zoho.com fastmail.com \
          tutanota.com tuta.io hey.com yahoo.co.uk yahoo.co.jp hotmail.co.uk orange.fr free.fr \
          laposte.net t-online.de naver.com comcast.net hotmail.fr outlook.de libero.it\
          """
              .split(" "));

  /** Anybody can have a name below these, so that names below them have nothing in common. */
  private static final Set<String> SHARED_NAMES =
      Set.of(
          """
          github.io gitlab.io pages.dev workers.dev vercel.app netlify.app herokuapp.com web.app \
          firebaseapp.com appspot.com run.app blogspot.com wordpress.com amazonaws.com cloudfront.net \
          azurewebsites.net azureedge.net windows.net cloudapp.net ngrok.io ngrok.app ngrok-free.app \
          trycloudflare.com loca.lt onrender.com railway.app fly.dev replit.app repl.co glitch.me \
          surge.sh translate.goog nip.io sslip.io duckdns.org dyndns.org no-ip.org ddns.net \
          pipedream.net oast.fun oast.pro oast.live oast.site oast.online webhook.site requestbin.com \
          sharepoint.com slack.com atlassian.net zendesk.com myshopify.com notion.site substack.com\
          """
              .split(" "));

  /** Below a country, these are no one's own. */
  private static final Set<String> SECOND_LEVEL =
      Set.of("co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "go", "gob", "gouv", "nom");

  /** Endings of names that are hosts even where nothing says so. */
  private static final Set<String> TOP =
      Set.of(
          """
          com org net edu gov mil int info biz name pro app dev page cloud online site website store \
          shop blog tech xyz top club live email chat link click icu vip work space fun life world \
          today news media agency digital network systems solutions services group company global \
          zone academy bank finance money crypto wiki mobi asia example test invalid localhost\
          """
              .split(" "));

  private Hosts() {}

  /** Whether an address in this domain says nothing of the others there. */
  static boolean isSharedMail(String host) {
    return SHARED_MAIL.contains(host);
  }

  /** The one spelling of a host, however it is written; empty if it can be none. */
  static String canonical(byte[] text, int from, int to) {
    if (to - from < 1 || to - from > LONGEST) {
      return "";
    }
    String written = new String(text, from, to - from, StandardCharsets.UTF_8);
    String ascii = written;
    for (int i = 0; i < written.length(); i++) {
      if (written.charAt(i) >= 0x80) {
        ascii = ascii(written);
        break;
      }
    }
    return Host.read(ascii).canonical().toLowerCase(Locale.ROOT);
  }

  private static String ascii(String written) {
    try {
      return IDN.toASCII(written, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException noName) {
      return written;
    }
  }

  /**
   * Names the host and, if it is no address, the names it is below of, as far as they belong to
   * somebody.
   */
  static void name(String host, boolean parents, Things into) {
    if (host.isEmpty()) {
      return;
    }
    spell(host, 0, into);
    if (!parents || !isName(host)) {
      return;
    }
    int from = host.indexOf('.') + 1;
    for (int i = 0; i < MOST_PARENTS && from > 0 && isOwned(host, from); i++) {
      spell(host, from, into);
      from = host.indexOf('.', from) + 1;
    }
  }

  private static void spell(String host, int from, Things into) {
    into.spell(Things.Kind.HOST);
    for (int i = from; i < host.length(); i++) {
      char c = host.charAt(i);
      into.add((byte) c);
      if (c >= 0x80) {
        into.add((byte) (c >> 8));
      }
    }
    into.name();
  }

  private static boolean isName(String host) {
    char last = host.charAt(host.length() - 1);
    return host.indexOf(':') < 0 && (last < '0' || last > '9');
  }

  /** Whether the rest of a host's name is one that somebody has, not one that many share. */
  private static boolean isOwned(String host, int from) {
    String rest = host.substring(from);
    int dot = rest.indexOf('.');
    if (dot < 0 || SHARED_NAMES.contains(rest)) {
      return false;
    }
    boolean two = rest.indexOf('.', dot + 1) < 0;
    boolean country = rest.length() - dot == 3;
    return !(two && country && SECOND_LEVEL.contains(rest.substring(0, dot)));
  }

  /** Whether a name with a dot, which nothing says is a host, ends as hosts do. */
  static boolean endsLikeHost(byte[] text, int from, int to) {
    int dot = to;
    while (dot > from && text[dot - 1] != '.') {
      dot--;
    }
    if (dot == from || to - dot < 2 || to - dot > 9) {
      return false;
    }
    String top = new String(text, dot, to - dot, StandardCharsets.ISO_8859_1);
    return TOP.contains(top.toLowerCase(Locale.ROOT)) || to - dot == 2;
  }

  /** Whether a text has the form of a host's name or IPv4 address: labels joined by dots. */
  static boolean hasForm(byte[] text, int from, int to) {
    int dots = 0;
    int label = from;
    boolean digits = true;
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (b == '.') {
        if (i == label) {
          return false;
        }
        dots++;
        label = i + 1;
      } else if (!Letters.isAlphanumeric(b) && b != '-' && b != '_') {
        return false;
      }
      digits &= b == '.' || Letters.isDigit(b);
    }
    if (dots == 0 || label == to) {
      return false;
    }
    return digits ? dots == 3 : to - label >= 2 && isWord(text, label, to);
  }

  private static boolean isWord(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Letters.isLetter(text[i])) {
        return Letters.startsWith(text, from, to, "xn--");
      }
    }
    return true;
  }
}
