// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          npx -y @modelcontextprotocol/server-filesystem .  | server-filesystem
          npx -y @modelcontextprotocol/server-memory@1.2.3  | server-memory
          uvx mcp-server-git --repository .                 | mcp-server-git
          node build/weather.js                             | weather
          docker run -i --rm mcp/time                       | time
          docker run -i --rm -e GITHUB_TOKEN ghcr.io/github/github-mcp-server:1.2 | github-mcp-server
          docker run -i -v /work:/work -e A=b acme/time     | time
          docker run -i registry:5000/acme/mcp-server       | acme-mcp-server
          npx @playwright/mcp@latest --headless             | playwright-mcp
          npx -y @acme/mcp-server                           | acme-mcp-server
          npx -y @supabase/mcp-server-supabase@latest       | mcp-server-supabase
          npx chrome-devtools-mcp@latest                    | chrome-devtools-mcp
          /opt/tools/acme/server                            | acme-server
          ./notes                                           | notes
          npx server                                        | server
          node                                              | node
          """)
  void isWhatTheCommandRuns(String command, String name) {
    assertThat(of(command)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          node examples/vulnerable/server.mjs   | vulnerable
          node weather/dist/index.js            | weather
          python3 /opt/tickets/src/main.py      | tickets
          python3 ../tickets/__main__.py        | tickets
          node C:\\tools\\notes\\index.js | notes
          node server.mjs                       | shop
          node dist/index.js                    | shop
          node /index.js                        | index
          """)
  void isTheFoldersWhereTheScriptsOwnSaysNothing(String command, String name) {
    assertThat(of(command)).isEqualTo(name);
  }

  private static String of(String command) {
    return ServerName.of(List.of(command.split(" ", -1)), Path.of("/srv/shop"));
  }
}
