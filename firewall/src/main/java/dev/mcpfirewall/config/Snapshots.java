// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import dev.mcpfirewall.config.Node.MapNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compiled configuration by the digest of its source, so that an unchanged file is not parsed again
 * at every start. Only a help: what is missing, corrupt, foreign or not private is ignored, and
 * failing to write one changes nothing.
 */
final class Snapshots {
  private static final long LARGEST = 16L << 20;
  private static final int MOST = 16;

  private final Home home;

  Snapshots(Home home) {
    this.home = home;
  }

  Optional<MapNode> find(Digest source, String file) {
    Path snapshot = home.cache().resolve(source.hex());
    try {
      if (!Files.isRegularFile(snapshot) || Files.size(snapshot) > LARGEST || !isOurs(snapshot)) {
        return Optional.empty();
      }
      return SnapshotCodec.read(source, file, Files.readAllBytes(snapshot));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean isOurs(Path snapshot) throws IOException {
    return PrivateFiles.isOwnedLike(home.directory(), home.cache())
        && PrivateFiles.isOwnedLike(home.directory(), snapshot);
  }

  void store(Digest source, MapNode tree) {
    try {
      PrivateFiles.createDirectory(home.directory());
      PrivateFiles.createDirectory(home.cache());
      dropOldest();
      PrivateFiles.write(home.cache().resolve(source.hex()), SnapshotCodec.write(source, tree));
    } catch (IOException e) {
      // A read-only or full home must not keep anyone from working: the next start parses again.
      System.getLogger(Snapshots.class.getName())
          .log(System.Logger.Level.DEBUG, "no snapshot written", e);
    }
  }

  private void dropOldest() throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(home.cache())) {
      listing.forEach(all::add);
    }
    all.sort(Comparator.comparingLong(Snapshots::age));
    for (Path old : all.subList(0, Math.max(0, all.size() - MOST + 1))) {
      Files.deleteIfExists(old);
    }
  }

  private static long age(Path path) {
    try {
      return Files.getLastModifiedTime(path).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }
}
