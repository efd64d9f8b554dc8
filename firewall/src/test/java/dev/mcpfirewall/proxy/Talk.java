// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.decision.Enforced;
import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.EventSink;
import dev.mcpfirewall.decision.Journal;
import dev.mcpfirewall.decision.JournalException;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.pipeline.Agent;
import dev.mcpfirewall.pipeline.Memory;
import dev.mcpfirewall.pipeline.Pipeline;
import dev.mcpfirewall.pipeline.Place;
import dev.mcpfirewall.transport.LineChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A session whose peers speak in turns, as the test says, and in which anything may be made to
 * fail. No check stands in the way. Owned by the test's thread.
 */
final class Talk {
  private static final Enforcement POLICY =
      new Enforcement(
          new Pipeline(List.of()), new PolicyRevision("r"), false, false, new Refusals(false));

  private final Mouth client = new Mouth();
  private final Mouth server = new Mouth();
  private final ByteArrayOutputStream toClient = new ByteArrayOutputStream();
  private final ByteArrayOutputStream toServer = new ByteArrayOutputStream();
  private final List<Event.Decided> recorded = new ArrayList<>();
  private final Session session;
  private boolean unrecorded;
  private int ticksLeft = Integer.MAX_VALUE;

  Talk() {
    session =
        new Session(
            new LineChannel(client, toClient, 1 << 20),
            new LineChannel(server, toServer, 1 << 20),
            direction -> POLICY,
            new Session.Recording(new Records(), EventSink.NONE, this::tick),
            new SessionSettings(new Place("x", "s", "/"), Agent.UNKNOWN, Memory.NONE));
  }

  /** The client says these lines. */
  Talk client(String... lines) throws IOException {
    client.say(lines);
    session.runInbound();
    return this;
  }

  /** The server says these lines. */
  Talk server(String... lines) throws IOException {
    server.say(lines);
    session.runOutbound();
    return this;
  }

  /** A handshake in a version that has batches; leaves nothing to be heard. */
  Talk withBatches() throws IOException {
    client(request("0", "initialize"));
    server("{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"protocolVersion\":\"2025-03-26\"}}");
    heardByClient();
    heardByServer();
    recorded.clear();
    return this;
  }

  /** From now on nothing can be recorded, or everything again. */
  Talk unrecorded(boolean fails) {
    unrecorded = fails;
    return this;
  }

  /** One message after so many others fails inside, as if memory had run out. */
  Talk failingAfter(int messages) {
    ticksLeft = messages;
    return this;
  }

  /** The lines that have reached the client since it was asked last. */
  List<String> heardByClient() {
    return taken(toClient);
  }

  /** The lines that have reached the server since it was asked last. */
  List<String> heardByServer() {
    return taken(toServer);
  }

  /** What became of each message, as recorded. */
  List<Enforced> enforced() {
    return recorded.stream().map(Event.Decided::enforced).toList();
  }

  boolean isClientWaiting() {
    return session.isClientWaiting();
  }

  static String request(String id, String method) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\"}";
  }

  static String result(String id) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}";
  }

  private Instant tick() {
    if (ticksLeft-- == 0) {
      throw new OutOfMemoryError("as it were");
    }
    return Instant.EPOCH;
  }

  private static List<String> taken(ByteArrayOutputStream heard) {
    List<String> lines = heard.toString(StandardCharsets.UTF_8).lines().toList();
    heard.reset();
    return lines;
  }

  private final class Records implements Journal {
    @Override
    public void append(List<Event> events) {
      if (unrecorded) {
        throw new JournalException("no space left", new IOException("ENOSPC"));
      }
      events.forEach(event -> recorded.add((Event.Decided) event));
    }

    @Override
    public void close() {}
  }

  /** A stream that ends whenever all that was said has been read. */
  private static final class Mouth extends InputStream {
    private ByteArrayInputStream said = new ByteArrayInputStream(new byte[0]);

    void say(String... lines) {
      String text = String.join("\n", lines) + "\n";
      said = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int read() {
      return said.read();
    }

    @Override
    public int read(byte[] target, int at, int length) {
      return said.read(target, at, length);
    }
  }
}
