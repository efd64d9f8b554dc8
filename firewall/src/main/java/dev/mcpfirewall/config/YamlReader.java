// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Problem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2 text to a tree with positions. Refuses what makes two readers see two things: duplicate
 * keys, tags, several documents, keys that are not text. Aliases are followed, but the tree they
 * unfold to is bounded, so a small file cannot become a large one.
 *
 * <p>One reader reads one file. Loading the YAML library takes tens of milliseconds: nothing else
 * in the product may touch it.
 */
final class YamlReader {
  private static final int DEEPEST = 32;
  private static final int MOST_NODES = 50_000;

  private final String file;
  private final Problems problems = new Problems();
  private final Map<Anchor, Built> anchors = new HashMap<>();
  private final Iterator<Event> events;
  private int nodes;

  /** A node, and how many nodes it is when every alias in it is written out. */
  private record Built(Node node, int size) {}

  private YamlReader(String file, String text) {
    this.file = file;
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(Integer.MAX_VALUE).build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /**
   * The tree of {@code text}; an empty file is an empty map.
   *
   * @param file how positions name the file
   * @throws ConfigException with everything that is wrong
   */
  static MapNode read(String file, String text) {
    return guarded(file, text, reader -> reader.rootMap(reader.document()));
  }

  /**
   * The tree of {@code text}, be it a map, a list or a scalar.
   *
   * @throws ConfigException with everything that is wrong
   */
  static Node readAny(String file, String text) {
    return guarded(file, text, YamlReader::document);
  }

  private static <T> T guarded(String file, String text, Function<YamlReader, T> read) {
    try {
      YamlReader reader = new YamlReader(file, text);
      T tree = read.apply(reader);
      reader.problems.throwIfAny();
      return tree;
    } catch (MarkedYamlEngineException e) {
      throw syntax(file, e);
    } catch (ReaderException e) {
      throw ConfigException.of(
          placeOf(file, text, e.getPosition()),
          Kind.SYNTAX,
          String.format("the character U+%04X cannot stand in a configuration", e.getCodePoint()),
          "remove it, or write it as an escape in double quotes");
    } catch (YamlEngineException | NumberFormatException e) {
      // The library turns an escape that is cut off, as in "\\u", into a number unasked.
      throw ConfigException.of(
          Position.of(file), Kind.SYNTAX, "this is not YAML", "check it with a YAML linter");
    }
  }

  private static ConfigException syntax(String file, MarkedYamlEngineException e) {
    boolean open = isOpenQuote(e);
    Optional<Mark> mark = open ? e.getContextMark() : e.getProblemMark().or(e::getContextMark);
    Position at = mark.map(m -> position(file, m)).orElse(Position.of(file));
    String what = open ? "the quote that begins here has no end" : e.getProblem();
    String message = "this is not YAML: " + (what == null ? "syntax error" : what.strip());
    String help =
        message.contains("\\t") || message.contains("TAB") || message.contains("'\t'")
            ? "YAML is indented with spaces, never with tabs"
            : "check indentation, quotes and brackets at and just before this place";
    return ConfigException.of(at, Kind.SYNTAX, message.replace('\n', ' '), help);
  }

  /** What an unclosed quote swallows reaches to the next quote or the file's end. */
  private static boolean isOpenQuote(MarkedYamlEngineException e) {
    boolean quoted = String.valueOf(e.getContext()).contains("quoted scalar");
    return quoted && String.valueOf(e.getProblem()).contains("unexpected end");
  }

  private static Position placeOf(String file, String text, int index) {
    String before = text.substring(0, Math.clamp(index, 0, text.length()));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new Position(file, line, before.length() - before.lastIndexOf('\n'));
  }

  private static Position position(String file, Mark mark) {
    return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private Position at(Event event) {
    return event.getStartMark().map(m -> position(file, m)).orElse(Position.of(file));
  }

  private Node document() {
    events.next(); // the stream's start
    Event start = events.next();
    if (start.getEventId() == Event.ID.StreamEnd) {
      return new MapNode(new Position(file, 1, 1), List.of());
    }
    Node root = node(events.next(), 0).node();
    events.next(); // the document's end
    Event end = events.next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      problems.add(
          at(end),
          Kind.STRUCTURE,
          "a second YAML document starts here",
          "keep one document in a file");
    }
    return root;
  }

  private MapNode rootMap(Node root) {
    if (root instanceof MapNode map) {
      return map;
    }
    if (!(root instanceof Scalar scalar && scalar.isNull())) {
      problems.add(
          root.at(),
          Kind.WRONG_TYPE,
          "a configuration is a map of keys, not " + root.kind(),
          "start with `version: 1`");
    }
    return new MapNode(root.at(), List.of());
  }

  private Built node(Event event, int depth) {
    if (event instanceof AliasEvent alias) {
      return follow(alias);
    }
    if (depth > DEEPEST) {
      throw stop(event, "nested more than " + DEEPEST + " deep", "flatten it");
    }
    count(event, 1);
    refuseTag(event);
    int before = nodes;
    Node node =
        switch (event) {
          case ScalarEvent s -> scalar(s);
          case CollectionStartEvent s when s.getEventId() == Event.ID.MappingStart -> map(s, depth);
          default -> list(event, depth);
        };
    Built built = new Built(node, nodes - before + 1);
    anchorOf(event).ifPresent(name -> anchors.put(name, built));
    return built;
  }

  private static Optional<Anchor> anchorOf(Event event) {
    return event instanceof NodeEvent named ? named.getAnchor() : Optional.empty();
  }

  private Built follow(AliasEvent alias) {
    Built target = anchors.get(alias.getAlias());
    if (target == null) {
      throw stop(
          alias,
          "the alias `*" + alias.getAlias().getValue() + "` stands for nothing complete",
          "put a pattern that begins with `*` in quotes; an alias repeats an `&anchor` before it");
    }
    count(alias, target.size());
    return target;
  }

  private void count(Event event, int more) {
    nodes += more;
    if (nodes > MOST_NODES) {
      throw stop(
          event,
          "this file unfolds to more than " + MOST_NODES + " values",
          "use fewer aliases, or globs instead of long lists");
    }
  }

  private void refuseTag(Event event) {
    Optional<String> tag =
        switch (event) {
          case ScalarEvent s -> s.getTag();
          case CollectionStartEvent s -> s.getTag();
          default -> Optional.empty();
        };
    tag.ifPresent(name ->
        problems.add(
            at(event),
            Kind.STRUCTURE,
            "the tag `" + name + "` is not allowed",
            "write the value alone"));
  }

  private Scalar scalar(ScalarEvent event) {
    return new Scalar(at(event), event.getValue(), event.getScalarStyle() == ScalarStyle.PLAIN);
  }

  private ListNode list(Event start, int depth) {
    List<Node> items = new ArrayList<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      items.add(node(next, depth + 1).node());
    }
    return new ListNode(at(start), items);
  }

  private MapNode map(Event start, int depth) {
    List<Entry> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      Node key = node(next, depth + 1).node();
      Node value = node(events.next(), depth + 1).node();
      if (!(key instanceof Scalar name)) {
        problems.add(key.at(), Kind.STRUCTURE, "a key must be text, not " + key.kind());
      } else if (!seen.add(name.text())) {
        problems.add(
            name.at(),
            Kind.DUPLICATE_KEY,
            "the key `" + name.text() + "` stands twice in this map",
            "keep one of them");
      } else {
        entries.add(new Entry(name, value));
      }
    }
    return new MapNode(at(start), entries);
  }

  private ConfigException stop(Event event, String message, String help) {
    return ConfigException.of(at(event), Kind.STRUCTURE, message, help);
  }
}
