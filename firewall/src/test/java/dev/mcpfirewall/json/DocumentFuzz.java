// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Whatever bytes come: an answer, no exception; and what is accepted can be edited anywhere. */
class DocumentFuzz {
  @FuzzTest(maxDuration = "2m")
  void parsesOrRefusesAndSplicesSoundly(byte[] input) {
    Bytes bytes = Bytes.copyOf(input);
    if (!(Document.parse(bytes) instanceof Document document)) {
      return;
    }
    assertThat(Splice.apply(bytes, List.of())).isEqualTo(bytes);
    for (int i = 0; i < Math.min(document.size(), 64); i++) {
      Value value = document.at(i);
      assertThat(value.raw().length()).isEqualTo(value.span().length());
      if (value.is(Kind.STRING) && !value.isKey()) {
        edit(document, value);
      }
    }
  }

  private static void edit(Document document, Value value) {
    Edit edit = new Edit(value.inside(), Bytes.utf8("[REDACTED:x]"));
    Bytes edited = Splice.apply(document.bytes(), List.of(edit));

    assertThat(Document.parse(edited)).isInstanceOf(Document.class);
    Document after = (Document) Document.parse(edited);
    assertThat(after.size()).isEqualTo(document.size());
    assertThat(after.at(value.index()).text()).isEqualTo("[REDACTED:x]");
    assertThat(after.bytes().length())
        .isEqualTo(document.bytes().length() + 12 - value.inside().length());
  }
}
