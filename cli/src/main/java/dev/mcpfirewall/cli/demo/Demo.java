// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays calls to a real server through a real {@code wrap} and shows what happens to them. */
public final class Demo {
  private static final int FINE = 0;
  private static final int NO = 1;

  private final PrintWriter out;
  private final Page page;

  /**
   * A demonstration that prints to {@code out}.
   *
   * @param colour whether a terminal reads it
   */
  public Demo(PrintWriter out, boolean colour) {
    this.out = out;
    this.page = new Page(out, colour);
  }

  /** With {@code @modelcontextprotocol/server-filesystem} from npm; returns the exit code. */
  public int filesystem() throws IOException, InterruptedException {
    try (Stage stage = Stage.open()) {
      return play(stage, Play.filesystem(stage.files()));
    }
  }

  /** With the deliberately vulnerable server of the examples; returns the exit code. */
  public int vulnerable() throws IOException, InterruptedException {
    try (Stage stage = Stage.open()) {
      return play(stage, Play.vulnerable(stage.files()));
    }
  }

  private int play(Stage stage, Play play) throws IOException, InterruptedException {
    page.title("A real MCP server behind mcp-firewall");
    page.line("$ mcp-firewall wrap -- " + String.join(" ", play.server()));
    List<String> wrap = new ArrayList<>(List.of("wrap", "--"));
    wrap.addAll(play.server());
    try (WrappedServer server = WrappedServer.start(stage.program(wrap))) {
      Decisions decisions = new Decisions(stage.home());
      int number = 0;
      for (Scene scene : play.scenes()) {
        show(++number, scene, server, decisions);
      }
    } catch (IOException failed) {
      return explain(play, failed);
    }
    record(stage);
    next();
    return FINE;
  }

  private void show(int number, Scene scene, WrappedServer server, Decisions decisions)
      throws IOException, InterruptedException {
    page.title(number + ". " + scene.title());
    page.item("agent asks", scene.tool() + " " + scene.arguments());
    if (!scene.before().isEmpty()) {
      page.item("in the file", scene.before());
    }
    page.item("comes back", server.call(scene.tool(), scene.arguments()));
    Optional<Decisions.Decision> decision = decisions.latest();
    decision.ifPresent(page::decision);
  }

  private void record(Stage stage) throws IOException, InterruptedException {
    page.title("Everything is on record");
    page.line("$ mcp-firewall audit show");
    run(stage, "show");
    page.line("$ mcp-firewall audit verify");
    run(stage, "verify");
  }

  private void run(Stage stage, String what) throws IOException, InterruptedException {
    Process process = stage.program(List.of("audit", what)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    out.print(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    out.flush();
    process.waitFor();
  }

  private void next() {
    page.title("Next");
    page.item("your server", "mcp-firewall wrap -- npx -y YOUR-SERVER");
    page.item("your client", "examples/clients: ready configurations");
    page.item("your rules", "mcp-firewall init");
    page.item("more attacks", "mcp-firewall demo --server vulnerable");
  }

  private int explain(Play play, IOException failed) {
    String program = play.server().getFirst();
    page.title("The server did not start: " + failed.getMessage());
    page.line(
        "Needed: `" + program + "` (comes with Node.js, https://nodejs.org), and for the first");
    page.line("run the network, to fetch the server from npm. To see what went wrong, run:");
    page.line("$ mcp-firewall wrap -- " + String.join(" ", play.server()));
    return NO;
  }
}
