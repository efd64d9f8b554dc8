// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.pipeline.History.ToolClaims;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolClaimsTest {
  private final Story story = new Story(Wants.NO_VALUES);

  private Story lists(String tools) {
    return story.passes(
        Story.answering("tools/list", ""),
        Story.message("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[" + tools + "]}}"));
  }

  private static String tool(String name, String annotations) {
    return "{\"name\":\"" + name + "\",\"annotations\":{" + annotations + "}}";
  }

  @Test
  void keepsWhatIsClaimed() {
    lists("{\"name\":\"a\",\"title\":\"An A\",\"annotations\":{\"readOnlyHint\":true,\"x\":1}}");

    assertThat(story.memory.claims("a"))
        .isEqualTo(new ToolClaims("An A", Map.of("readOnlyHint", true)));
    assertThat(story.memory.claims("b")).isEqualTo(ToolClaims.NONE);
  }

  @Test
  void keepsThePagesOfAListTogether() {
    lists(tool("a", "\"readOnlyHint\":true"));
    lists(tool("b", "\"openWorldHint\":true"));

    assertThat(story.memory.claims("a").hints()).containsEntry("readOnlyHint", true);
    assertThat(story.memory.claims("b").hints()).containsEntry("openWorldHint", true);
  }

  @Test
  void staysStrictWhenAServerBecomesMilder() {
    lists(tool("a", "\"destructiveHint\":true,\"readOnlyHint\":false"));
    lists(tool("a", "\"destructiveHint\":false,\"readOnlyHint\":true"));

    assertThat(story.memory.claims("a").hints())
        .containsExactlyInAnyOrderEntriesOf(Map.of("destructiveHint", true, "readOnlyHint", false));
  }

  @Test
  void becomesStricterWhenAServerDoes() {
    lists(tool("a", "\"destructiveHint\":false,\"openWorldHint\":false"));
    lists(tool("a", "\"destructiveHint\":true"));

    assertThat(story.memory.claims("a").hints()).isEqualTo(Map.of("destructiveHint", true));
  }

  @Test
  void takesALaterMildClaimForNoneIfThereWasNoneBefore() {
    lists(tool("a", ""));
    lists(tool("a", "\"readOnlyHint\":true"));

    assertThat(story.memory.claims("a").hints()).isEmpty();
  }

  @Test
  void takesTheStrictestOfTwoToolsOfOneName() {
    lists(tool("a", "\"readOnlyHint\":true") + "," + tool("a", "\"readOnlyHint\":false"));

    assertThat(story.memory.claims("a").hints()).containsEntry("readOnlyHint", false);
  }

  @Test
  void believesATrustedServersLatestWord() {
    Story trusting = new Story(new Wants(false, host -> false, "mail"::equals));
    for (String claim : new String[] {"true", "false"}) {
      trusting.passes(
          Story.answering("tools/list", ""),
          Story.message(
              "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":["
                  + tool("a", "\"destructiveHint\":" + claim)
                  + "]}}"));
    }

    assertThat(trusting.memory.claims("a").hints()).containsEntry("destructiveHint", false);
  }

  @Test
  void claimsNothingOfToolsBeyondTheBound() {
    StringBuilder tools = new StringBuilder();
    for (int i = 0; i <= ToolBook.MOST; i++) {
      tools.append(i == 0 ? "" : ",").append(tool("t" + i, "\"readOnlyHint\":true"));
    }
    lists(tools.toString());

    assertThat(story.memory.claims("t0").hints()).isNotEmpty();
    assertThat(story.memory.claims("t" + ToolBook.MOST)).isEqualTo(ToolClaims.NONE);
  }

  @Test
  void readsNothingFromListsThatAreNone() {
    lists("1,\"a\",{\"name\":2},{\"name\":\"b\",\"annotations\":[true]}");

    assertThat(story.memory.claims("b").hints()).isEmpty();
  }
}
