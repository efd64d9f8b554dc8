// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** A stand-in that copies bytes, so that the image can be built before the real command exists. */
public final class Main {
  private Main() {}

  /** Runs {@code wrap -- CMD}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 3 || !args[0].equals("wrap") || !args[1].equals("--")) {
      System.out.println("mcp-firewall stand-in");
      return;
    }
    Process server =
        new ProcessBuilder(Arrays.asList(args).subList(2, args.length))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread.ofPlatform().daemon().start(() -> copy(System.in, server.getOutputStream()));
    copy(server.getInputStream(), System.out);
    System.exit(server.waitFor());
  }

  private static void copy(InputStream from, OutputStream to) {
    try (from;
        to) {
      byte[] buffer = new byte[65536];
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        to.write(buffer, 0, read);
        to.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
