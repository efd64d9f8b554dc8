// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SpliceProperties {
  @Property
  void noEditLeavesTheVeryBytes(@ForAll byte[] bytes) {
    Bytes given = Bytes.copyOf(bytes);

    assertThat(Splice.apply(given, List.of())).isSameAs(given);
  }

  @Property
  void bytesOutsideTheEditsStayAndInsideGo(
      @ForAll("bytes") Bytes bytes, @ForAll("spans") List<Span> wanted) {
    List<Edit> edits = new ArrayList<>();
    boolean[] cut = new boolean[bytes.length()];
    for (Span span : wanted) {
      int start = Math.min(span.start(), bytes.length());
      int end = Math.min(span.end(), bytes.length());
      if (start < end) {
        edits.add(new Edit(new Span(start, end), Bytes.utf8("#")));
        java.util.Arrays.fill(cut, start, end, true);
      }
    }

    String result = Splice.apply(bytes, edits).utf8();

    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < cut.length; i++) {
      if (!cut[i]) {
        kept.append((char) bytes.at(i));
      }
    }
    assertThat(result.replace("#", "")).isEqualTo(kept.toString());
    assertThat(result.chars().filter(c -> c == '#').count())
        .isLessThanOrEqualTo(edits.size())
        .isGreaterThanOrEqualTo(edits.isEmpty() ? 0 : 1);
  }

  @Property
  void theOrderOfEditsDoesNotMatter(
      @ForAll("bytes") Bytes bytes, @ForAll("spans") List<Span> wanted, @ForAll long seed) {
    List<Edit> edits =
        new ArrayList<>(
            wanted.stream()
                .filter(span -> span.end() <= bytes.length() && span.length() > 0)
                .map(span -> new Edit(span, Bytes.utf8("#")))
                .toList());
    Bytes once = Splice.apply(bytes, edits);
    Collections.shuffle(edits, new Random(seed));

    assertThat(Splice.apply(bytes, edits)).isEqualTo(once);
  }

  @Property
  void editingAStringOfADocumentLeavesADocument(
      @ForAll("texts") List<String> texts, @ForAll int which) {
    StringBuilder json = new StringBuilder("[");
    for (String text : texts) {
      json.append(json.length() > 1 ? "," : "").append(Quote.of(text));
    }
    Document document = (Document) Document.parse(Bytes.utf8(json + "]"));
    List<Value> elements = document.root().elements();
    Value chosen = elements.get(Math.floorMod(which, elements.size()));

    Bytes edited =
        Splice.apply(
            document.bytes(), List.of(new Edit(chosen.inside(), Bytes.utf8("[REDACTED:x]"))));

    Document after = (Document) Document.parse(edited);
    for (int i = 0; i < elements.size(); i++) {
      String expected = i == elements.indexOf(chosen) ? "[REDACTED:x]" : texts.get(i);
      assertThat(after.root().elements().get(i).text()).isEqualTo(expected);
    }
  }

  @Property
  void quotedTextReadsBackAsItWas(@ForAll("texts") List<String> texts) {
    for (String text : texts) {
      Document document = (Document) Document.parse(Bytes.utf8(Quote.of(text)));

      assertThat(document.root().text()).isEqualTo(text);
    }
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.strings()
        .all()
        .ofMaxLength(12)
        // Lone surrogates are no text: UTF-8 can't carry them.
        .filter(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<Bytes> bytes() {
    return Arbitraries.strings().alpha().ofMaxLength(40).map(Bytes::utf8);
  }

  @Provide
  Arbitrary<List<Span>> spans() {
    Arbitrary<Integer> place = Arbitraries.integers().between(0, 40);
    return Combinators.combine(place, place)
        .as((a, b) -> new Span(Math.min(a, b), Math.max(a, b)))
        .list()
        .ofMaxSize(6);
  }
}
