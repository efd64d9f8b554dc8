// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.KillSwitch;
import dev.mcpfirewall.LateJournal;
import dev.mcpfirewall.PolicyInForce;
import dev.mcpfirewall.PolicyWatch;
import dev.mcpfirewall.audit.AuditSettings;
import dev.mcpfirewall.audit.FileJournal;
import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.decision.Journal;
import dev.mcpfirewall.history.SessionMemory;
import dev.mcpfirewall.pipeline.Agent;
import dev.mcpfirewall.pipeline.Place;
import dev.mcpfirewall.policy.AuditSection;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.proxy.Session;
import dev.mcpfirewall.proxy.SessionSettings;
import dev.mcpfirewall.transport.Channel;
import dev.mcpfirewall.transport.LineChannel;
import dev.mcpfirewall.transport.ServerProcess;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * {@code wrap}: a server as our child, its client on our stdin and stdout, the firewall between.
 * Nothing but protocol goes to stdout.
 */
final class WrapRun {
  private static final int NOT_FOUND = 127;
  private static final int NOT_EXECUTABLE = 126;

  /** How long a server may take to end once its stdin is closed and nobody waits for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How long answers are waited for after the client has closed its side. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);

  /** How long closing the record may take after a signal. */
  private static final Duration LAST_RECORD = Duration.ofSeconds(5);

  /** How long its last words may take to arrive after it has exited. */
  private static final Duration LAST_WORDS = Duration.ofMillis(300);

  private final ServerProcess server;
  private final Session session;
  private final PolicyInForce policy;
  private final SessionNotes notes;
  private final PolicyWatch watch;
  private final Optional<String> agent;

  private WrapRun(
      ServerProcess server,
      Session session,
      PolicyInForce policy,
      SessionNotes notes,
      PolicyWatch watch,
      Optional<String> agent) {
    this.server = server;
    this.session = session;
    this.policy = policy;
    this.notes = notes;
    this.watch = watch;
    this.agent = agent;
  }

  /**
   * Runs until the server has ended; returns the exit code of the process.
   *
   * @throws ConfigException if our home is in no certain place; nothing has been started then
   */
  static int run(WrapOptions options) throws InterruptedException {
    Home home = Home.ofProcess();
    ServerProcess server;
    try {
      // As early as can be: while it starts, so do we.
      server = ServerProcess.start(options.command());
    } catch (IOException failed) {
      return cannotStart(options.command().getFirst(), failed);
    }
    CountDownLatch recorded = new CountDownLatch(1);
    Thread killer = new Thread(() -> endInOrder(server, recorded), "shutdown");
    Runtime.getRuntime().addShutdownHook(killer);
    try {
      return run(options, home, server);
    } catch (InterruptedException | RuntimeException | Error failure) {
      server.close();
      throw failure;
    } finally {
      recorded.countDown();
      forget(killer);
    }
  }

  private static int run(WrapOptions options, Home home, ServerProcess server)
      throws InterruptedException {
    KillSwitch killSwitch = new KillSwitch(home.kill());
    onUserSignal(killSwitch);
    Instant read = Instant.now();
    PolicyInForce policy;
    try {
      policy =
          PolicyInForce.load(
              new PolicyInForce.Origin(home, Path.of("").toAbsolutePath(), options.config()),
              killSwitch);
    } catch (ConfigException wrong) {
      System.err.println("mcp-firewall: " + wrong.getMessage());
      server.close();
      return 2;
    }
    policy
        .loaded()
        .warnings()
        .forEach(warning -> System.err.println("mcp-firewall: warning: " + warning));
    return compose(options, home, server, policy, read).carry();
  }

  /** After a signal: the server ends, and the JVM must not halt before the record is closed. */
  private static void endInOrder(ServerProcess server, CountDownLatch recorded) {
    server.end(PATIENCE);
    try {
      if (!recorded.await(LAST_RECORD.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("mcp-firewall: the record could not be closed in time");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // A signal came first; the hook is at work, and the JVM exits with the signal's code.
    }
  }

  private static int cannotStart(String command, IOException failed) {
    // The command comes from a client's configuration, which a project may bring along.
    String program = Printable.of(command);
    // EACCES, as Java up to 24 and from 25 words it.
    String message = String.valueOf(failed.getMessage());
    boolean denied = message.contains("error=13") || message.contains("error: 13");
    System.err.println(
        "mcp-firewall: "
            + (denied ? "not allowed to run `" : "no such command: `")
            + program
            + "`");
    System.err.println(
        denied
            ? "  help: make it executable, or give the program that runs it"
            : "  help: check the spelling and your PATH; `which "
                + program
                + "` should print a path");
    return denied || failed instanceof AccessDeniedException ? NOT_EXECUTABLE : NOT_FOUND;
  }

  private static WrapRun compose(
      WrapOptions options, Home home, ServerProcess server, PolicyInForce policy, Instant read) {
    PolicyFile first = policy.loaded().policy();
    Path directory = Path.of("").toAbsolutePath();
    String name = options.name().orElseGet(() -> ServerName.of(options.command(), directory));
    Place place = new Place(sessionId(), name, directory.toString());
    InstantSource clock = Instant::now;
    AuditSettings audit = audit(first.audit(), home);
    Journal journal = new LateJournal(() -> FileJournal.open(audit, name, place.session(), clock));
    SessionNotes notes = new SessionNotes(journal, place, clock, System.err);
    // Made when it is needed: where the key of the memory is not, no start waits for it.
    SessionMemory memory = new SessionMemory(policy.wants(), () -> new SecureRandom().nextLong());
    int limit = first.limits().messageBytes();
    Channel client =
        new LineChannel(
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            limit);
    DecisionLines lines = DecisionLines.on(System.err, options.verbose(), Terminal.isColoured(2));
    Session session =
        new Session(
            client,
            server.channel(limit),
            policy::enforcement,
            new Session.Recording(journal, new LargeMessages(lines), clock),
            new SessionSettings(
                place, options.agent().map(Agent::authenticated).orElse(Agent.UNKNOWN), memory));
    PolicyNews news = new PolicyNews(policy, first, memory, notes, lines::say);
    PolicyWatch watch = new PolicyWatch(policy, news, clock, read);
    return new WrapRun(server, session, policy, notes, watch, options.agent());
  }

  private static AuditSettings audit(AuditSection section, Home home) {
    AuditSettings standard = AuditSettings.under(home.directory());
    AuditSettings usual = section.directory().map(standard::in).orElse(standard);
    return new AuditSettings(
        usual.directory(),
        usual.heads(),
        usual.keys(),
        AuditSettings.Fsync.valueOf(section.fsync().name()),
        section.rotateBytes(),
        new AuditSettings.Retention(Duration.ofDays(section.retentionDays()), 0),
        AuditSettings.OnFailure.valueOf(section.onFailure().name()));
  }

  private static String sessionId() {
    byte[] random = new byte[6];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  // Not on every system is there such a signal; the file works everywhere. Java has no other way to
  // hear of one.
  @SuppressWarnings("sunapi")
  private static void onUserSignal(KillSwitch killSwitch) {
    try {
      sun.misc.Signal.handle(new sun.misc.Signal("USR1"), signal -> killSwitch.throwIt());
    } catch (IllegalArgumentException noSuchSignal) {
      return;
    }
  }

  private int carry() throws InterruptedException {
    try {
      return carryUntilTheEnd();
    } finally {
      notes.journal().close();
    }
  }

  private int carryUntilTheEnd() throws InterruptedException {
    note("session.start", beginning());
    Thread.ofPlatform().daemon().name("policy").start(watch::run);
    Thread.ofPlatform().daemon().name("inbound").start(this::inbound);
    Thread.ofPlatform().daemon().name("server-exit").start(this::awaitExit);
    try {
      session.runOutbound();
    } catch (IOException clientGone) {
      server.end(PATIENCE);
    }
    int code = exitCode();
    try {
      session.serverGone("the server exited with code " + code);
    } catch (IOException clientGone) {
      // Nobody is left to be told.
    }
    server.close();
    note("session.end", Map.of("exit_code", Integer.toString(code)));
    return code;
  }

  /**
   * The server has closed its stdout: usually because it ended, and then its code is there soon.
   */
  private int exitCode() throws InterruptedException {
    if (server.await(PATIENCE).isEmpty()) {
      server.end(PATIENCE);
    }
    return server.await();
  }

  private void inbound() {
    try {
      session.runInbound();
    } catch (IOException serverGone) {
      // Its exit is noticed on the other lane, which answers what is still waited for.
    }
    try {
      server.closeInput();
      long deadline = System.nanoTime() + LAST_ANSWERS.toNanos();
      while (session.isClientWaiting() && System.nanoTime() < deadline) {
        if (server.await(Duration.ofMillis(50)).isPresent()) {
          return;
        }
      }
      server.end(PATIENCE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A grandchild may hold the server's stdout open after the server is gone: then it ends too. */
  private void awaitExit() {
    try {
      server.await();
      Thread.sleep(LAST_WORDS);
      server.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, String> beginning() {
    Map<String, String> details = new HashMap<>();
    details.put("pid", Long.toString(ProcessHandle.current().pid()));
    agent.ifPresent(name -> details.put("agent", name));
    return details;
  }

  private void note(String kind, Map<String, String> details) {
    notes.note(policy.loaded().revision(), kind, details);
  }
}
