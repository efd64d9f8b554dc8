// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import dev.mcpfirewall.detect.net.Host;
import dev.mcpfirewall.detect.net.Reach;
import dev.mcpfirewall.detect.net.SpecialNames;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a host, a scheme, or what a URL carries. */
final class EgressRules {
  private static final Rule METADATA = rule("metadata", Level.CRITICAL);
  private static final Rule LOOPBACK = rule("loopback", Level.HIGH);
  private static final Rule PRIVATE = rule("private-address", Level.HIGH);
  private static final Rule LINK_LOCAL = rule("link-local", Level.HIGH);
  private static final Rule RESERVED = rule("reserved", Level.MEDIUM);
  private static final Rule INTERNAL = rule("internal-name", Level.MEDIUM);
  private static final Rule REBINDING = rule("rebinding-name", Level.HIGH);
  private static final Rule MALFORMED = rule("malformed-host", Level.HIGH);
  private static final Rule USERINFO = rule("userinfo", Level.HIGH);
  private static final Rule SCHEME = rule("scheme", Level.HIGH);
  private static final Rule DROP = rule("drop-site", Level.HIGH);
  private static final Rule DATA = rule("data-in-url", Level.MEDIUM);

  /** For the documentation. */
  static final List<Rule> ALL =
      List.of(
          METADATA,
          LOOPBACK,
          PRIVATE,
          LINK_LOCAL,
          RESERVED,
          INTERNAL,
          REBINDING,
          MALFORMED,
          USERINFO,
          SCHEME,
          DROP,
          DATA);

  /** What no document needs to be full of. */
  static final Set<Rule> EVEN_IN_DOCUMENTS = Set.of(METADATA, LINK_LOCAL, USERINFO, DATA);

  /** Schemes that make a fetcher speak to something that is no web server, or read a file. */
  private static final Set<String> SCHEMES =
      Set.of(
          """
          gopher gophers dict ldap ldaps ldapi jar netdoc tftp telnet finger php phar \
          expect smb smbs cifs unix npipe rmi iiop jndi sftp scp imap imaps pop3 pop3s \
          smtp smtps rtsp rtmp mqtt ogg zlib glob ssh2 view-source ms-msdt search-ms \
          local_file netdev\
          """
              .split(" "));

  private static final Set<String> POSTING =
      Set.of("discord.com", "discordapp.com", "pastebin.com", "api.telegram.org");
  private static final int SHORTEST_DATA = 24;
  private static final int DECODED = 96;

  /** Reports an unusual scheme; a {@code file:} URL counts if it names another machine. */
  void scheme(
      String scheme, String text, int authority, int end, int start, TextDetector.Sink sink) {
    int mark = text.indexOf(':', start, authority);
    boolean remoteFile = scheme.equals("file") && !Authority.isLocal(text, authority, mark, end);
    if (remoteFile || SCHEMES.contains(scheme)) {
      sink.found(SCHEME, start, end, Host.read(Authority.host(text, authority, end)).canonical());
    }
  }

  /**
   * Reports what is wrong with an authority, for a client that ends it at {@code end} and for one
   * that ends it at {@code tail}.
   */
  void authority(
      String text, int from, int end, int tail, int start, boolean web, TextDetector.Sink sink) {
    host(Authority.host(text, from, end), web, start, end, sink);
    int at = text.indexOf('@', from, tail);
    if (at < 0) {
      return;
    }
    if (tail > end) {
      host(Authority.host(text, from, tail), web, start, tail, sink);
    }
    int second = text.indexOf('@', at + 1, tail);
    if (second >= 0) {
      host(Authority.host(text, from, second), web, start, tail, sink);
      host(Authority.host(text, from, at), web, start, tail, sink);
    }
    if (web && misleads(text, from, at, tail > end && at >= end)) {
      String host = Authority.host(text, from, at < end ? end : tail);
      sink.found(USERINFO, start, Math.max(end, at), Host.read(host).canonical());
    }
  }

  /** Whether what stands before the {@code @} passes for a host. */
  private static boolean misleads(String text, int from, int at, boolean behindBackslash) {
    if (behindBackslash) {
      return true;
    }
    int colon = text.indexOf(':', from, at);
    return text.indexOf('.', from, colon < 0 ? at : colon) >= 0;
  }

  private static void host(
      String spelling, boolean web, int start, int end, TextDetector.Sink sink) {
    if (spelling.isEmpty() || spelling.indexOf('{') >= 0 || spelling.indexOf('$') >= 0) {
      return;
    }
    Host host = Host.read(spelling);
    judge(host, web).ifPresent(rule -> sink.found(rule, start, end, host.canonical()));
  }

  private static Optional<Rule> judge(Host host, boolean web) {
    return switch (host) {
      case Host.Numeric n -> ofReach(n.address().reach());
      case Host.Named n -> ofName(n.text(), web);
      case Host.Garbled ignored -> web ? Optional.of(MALFORMED) : Optional.empty();
    };
  }

  private static Optional<Rule> ofReach(Reach reach) {
    return switch (reach) {
      case PUBLIC -> Optional.empty();
      case RESERVED -> Optional.of(RESERVED);
      case PRIVATE -> Optional.of(PRIVATE);
      case LINK_LOCAL -> Optional.of(LINK_LOCAL);
      case LOOPBACK -> Optional.of(LOOPBACK);
      case METADATA -> Optional.of(METADATA);
    };
  }

  private static Optional<Rule> ofName(String name, boolean web) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (SpecialNames.isMetadata(name)) {
      return web || name.indexOf('.') > 0 ? Optional.of(METADATA) : Optional.empty();
    }
    if (SpecialNames.isLoopback(name)) {
      return Optional.of(LOOPBACK);
    }
    if (SpecialNames.isRebinding(name)) {
      return Optional.of(REBINDING);
    }
    if (SpecialNames.isDrop(name)) {
      return Optional.of(DROP);
    }
    boolean internal = SpecialNames.isInternal(name) || name.indexOf('.') < 0 && name.length() > 1;
    return web && internal ? Optional.of(INTERNAL) : Optional.empty();
  }

  /**
   * A network path: {@code //host/…} or {@code \\host\share}. Names without a dot are folders
   * there.
   */
  void network(String text, int from, int end, TextDetector.Sink sink) {
    String spelling = Authority.host(text, from, end);
    if (spelling.indexOf('.') <= 0
        && !spelling.startsWith("[")
        && !spelling.equalsIgnoreCase("localhost")) {
      return;
    }
    Host host = Host.read(spelling);
    Optional<Rule> rule = judge(host, false);
    if (rule.isPresent()) {
      sink.found(rule.get(), 0, end, host.canonical());
    } else if (text.startsWith("\\\\") && end < text.length() && text.charAt(end) == '\\') {
      sink.found(SCHEME, 0, end, host.canonical());
    }
  }

  /**
   * A host without scheme: reported where nothing else is spelt so, that is, an address in four
   * parts or with a port or path behind it, or a name that only means one thing.
   */
  void bare(String text, int from, int to, TextDetector.Sink sink) {
    if (to - from < 3 || to - from > 4096 || !startsHost(text.charAt(from))) {
      return;
    }
    int end = Math.min(Authority.end(text, from), to);
    if (end - from > 255) {
      return;
    }
    String spelling = Authority.host(text, from, end);
    if (spelling.length() < 3 || spelling.indexOf('{') >= 0) {
      return;
    }
    Host host = Host.read(spelling);
    boolean more = end < to || spelling.length() < end - from;
    Optional<Rule> rule =
        switch (host) {
          case Host.Numeric n ->
              meant(spelling, more) ? ofReach(n.address().reach()) : Optional.empty();
          case Host.Named n -> ofBareName(n.text(), more);
          case Host.Garbled ignored -> Optional.empty();
        };
    rule.ifPresent(found -> sink.found(found, from, end, host.canonical()));
  }

  private static Optional<Rule> ofBareName(String name, boolean more) {
    if (name.indexOf('.') < 0) {
      return more && SpecialNames.isLoopback(name) || name.equals("localhost")
          ? Optional.of(LOOPBACK)
          : Optional.empty();
    }
    return ofName(name, false);
  }

  private static boolean meant(String spelling, boolean more) {
    long dots = spelling.chars().filter(c -> c == '.').count();
    boolean colons = spelling.indexOf(':') >= 0;
    return colons
        ? spelling.length() > 2
        : dots == 3 || more && dots > 0 && spelling.startsWith("127.");
  }

  private static boolean startsHost(char c) {
    return c >= '0' && c <= '9'
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '['
        || c == ':'
        || c >= 0x80;
  }

  /**
   * Reports readable data that stands base64-encoded in the host, path or query, and a metadata
   * address there for some other server to fetch; looks no further than {@code limit}.
   */
  void carried(String text, int authority, int end, int limit, int start, TextDetector.Sink sink) {
    if (text.indexOf("169.254.169.254", end, limit) >= 0) {
      sink.found(METADATA, start, end, "169.254.169.254");
    }
    int at = authority;
    while (at < limit && text.charAt(at) > ' ' && text.charAt(at) != '"') {
      int run = at;
      while (run < limit && isBase64(text.charAt(run))) {
        run++;
      }
      if (run - at >= SHORTEST_DATA
          && isReadable(text.substring(at, Math.min(run, at + DECODED)))) {
        sink.found(DATA, start, run, Host.read(Authority.host(text, authority, end)).canonical());
        return;
      }
      at = run + 1;
    }
    posting(text, authority, end, start, sink);
  }

  private static void posting(
      String text, int authority, int end, int start, TextDetector.Sink sink) {
    String host = Host.read(Authority.host(text, authority, end)).canonical();
    if (POSTING.contains(host)
        && (text.startsWith("/api/webhooks/", end)
            || text.startsWith("/api/api_post", end)
            || text.startsWith("/bot", end))) {
      sink.found(DROP, start, end, host);
    }
  }

  private static boolean isReadable(String run) {
    byte[] decoded;
    try {
      String whole = run.substring(0, run.length() & ~3).replace('-', '+').replace('_', '/');
      decoded = Base64.getDecoder().decode(whole);
    } catch (IllegalArgumentException e) {
      return false;
    }
    int length = decoded.length * 3 / 4;
    for (int i = 0; i < length; i++) {
      if ((decoded[i] < ' ' || decoded[i] > '~') && decoded[i] != '\n') {
        return false;
      }
    }
    return decoded[0] != '{' && decoded[0] != '[';
  }

  private static boolean isBase64(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_'
        || c == '+';
  }

  private static Rule rule(String name, Level level) {
    return new Rule("egress." + name, Topic.EGRESS, level, name.replace('-', '_'));
  }
}
