// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The smallest MCP server that makes a wrap do all it does: lists tools, echoes a call's arguments,
 * and leaks when asked to. It reads only the lines {@link TrainingRun} writes.
 */
final class EchoServer {
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]+)\"");
  private static final Pattern ARGUMENTS = Pattern.compile("\"arguments\":(\\{.*\\})\\}\\}$");

  private EchoServer() {}

  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        answer(line).ifPresent(out::println);
      }
    }
  }

  private static Optional<String> answer(String line) {
    return first(ID, line)
        .map(id -> "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result(line) + "}");
  }

  private static String result(String line) {
    return switch (first(METHOD, line).orElse("")) {
      case "initialize" ->
          """
          {"protocolVersion":"2025-11-25","capabilities":{"tools":{},"resources":{},"prompts":{}},\
          "serverInfo":{"name":"training","version":"1"}}\
          """;
      case "tools/list" ->
          """
          {"tools":[{"name":"echo","description":"Gives its arguments back.",\
          "inputSchema":{"type":"object","properties":{"text":{"type":"string"}}}}]}\
          """;
      case "resources/list" ->
          """
          {"resources":[{"uri":"file:///notes.txt","name":"notes","mimeType":"text/plain"}]}\
          """;
      case "prompts/list" ->
          """
          {"prompts":[{"name":"greet","description":"Greets.","arguments":[]}]}\
          """;
      case "tools/call" ->
          "{\"content\":[{\"type\":\"text\",\"text\":\"" + echo(line) + "\"}],\"isError\":false}";
      default -> "{}";
    };
  }

  private static String echo(String line) {
    if (line.contains("\"leak\"")) {
      return "key: AKIA" + "QYLPMN5HHHFPZAM2, " + "ordinary text ".repeat(100);
    }
    return first(ARGUMENTS, line).orElse("").replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static Optional<String> first(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
