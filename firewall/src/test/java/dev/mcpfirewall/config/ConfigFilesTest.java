// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mcpfirewall.config.Layer.Origin;
import dev.mcpfirewall.config.Problem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFilesTest {
  @TempDir Path root;

  private Home home;
  private Path file;

  @BeforeEach
  void directories() {
    home = Home.of(Map.of(Home.VARIABLE, root.resolve("home").toString()), root);
    file = root.resolve("c.yaml");
  }

  private Layer read() {
    return new ConfigFiles(home).read(Origin.EXPLICIT, file);
  }

  private Problem refusal() {
    ConfigException thrown = catchThrowableOfType(ConfigException.class, this::read);
    assertThat(thrown).isNotNull();
    return thrown.problems().getFirst();
  }

  private Path snapshot() throws IOException {
    try (Stream<Path> all = Files.list(home.cache())) {
      List<Path> found = all.toList();
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }

  @Test
  void refusesAFileThatIsTooLarge() throws IOException {
    Files.write(file, new byte[10 << 20]);

    assertThat(refusal().kind()).isEqualTo(Kind.TOO_LARGE);
  }

  @Test
  void refusesAFileThatIsNotUtf8() throws IOException {
    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xC0, (byte) 0xAF});

    assertThat(refusal().kind()).isEqualTo(Kind.NOT_UTF8);
  }

  @Test
  void saysThatThereIsNoSuchFile() {
    assertThat(refusal().toString())
        .startsWith(file + ": there is no such file\n  help: `mcp-firewall init`");
  }

  @Test
  void aProjectsLinkToADeviceIsNotRead() throws IOException {
    Path device = Path.of("/dev/null");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(device), "no /dev/null here");
    Files.createSymbolicLink(file, device);

    ConfigException thrown =
        catchThrowableOfType(
            ConfigException.class, () -> new ConfigFiles(home).read(Origin.PROJECT, file));

    assertThat(thrown.problems().getFirst().message()).startsWith("it is a pipe or a device");
  }

  @Test
  void saysThatADirectoryIsNoFile() throws IOException {
    Files.createDirectory(file);

    assertThat(refusal().message()).startsWith("it is a directory");
  }

  @Test
  void readsAFileWithAByteOrderMark() throws IOException {
    Files.writeString(file, "\uFEFFversion: 1\n");

    assertThat(read().root().get("version")).isPresent();
  }

  @Test
  void theSnapshotGivesTheSameTreeWithTheSamePlaces() throws IOException {
    Files.writeString(file, "a: [1, 'two', { three: ~ }]\nb: {}\nc: []\nd: 'é😀'\n");

    Layer parsed = read();
    Layer compiled = read();

    assertThat(snapshot().getFileName().toString()).isEqualTo(parsed.digest().hex());
    assertThat(compiled).isEqualTo(parsed);
  }

  @Test
  void theSnapshotIsWhatIsReadWhenNothingChanged() throws IOException {
    Files.writeString(file, "a: 1\n");
    Layer parsed = read();
    Node.MapNode planted =
        new Node.MapNode(parsed.root().at(), List.of()); // tells the two sources apart
    PrivateFiles.write(snapshot(), SnapshotCodec.write(parsed.digest(), planted));

    assertThat(read().root().entries()).isEmpty();
  }

  @Test
  void aSnapshotWithAnyByteChangedOrCutIsIgnoredAndWrittenAgain() throws IOException {
    Files.writeString(file, "a: [1, 2]\n");
    Layer parsed = read();
    byte[] good = Files.readAllBytes(snapshot());

    for (int i = 0; i < good.length; i++) {
      byte[] changed = good.clone();
      changed[i] ^= 0x55;
      assertThat(SnapshotCodec.read(parsed.digest(), "f", changed)).isEmpty();
      assertThat(SnapshotCodec.read(parsed.digest(), "f", Arrays.copyOf(good, i))).isEmpty();
    }
    Files.write(snapshot(), Arrays.copyOf(good, 20));

    assertThat(read()).isEqualTo(parsed);
    assertThat(Files.readAllBytes(snapshot())).isEqualTo(good);
  }

  @Test
  void aSnapshotOfOtherContentIsIgnored() throws IOException {
    Files.writeString(file, "a: 1\n");
    Layer parsed = read();
    byte[] foreign = SnapshotCodec.write(Digest.of(new byte[] {1}), parsed.root());

    assertThat(SnapshotCodec.read(parsed.digest(), "f", foreign)).isEmpty();
  }

  @Test
  void aSnapshotThatOthersMayWriteIsIgnored() throws IOException {
    Assumptions.assumeTrue(
        root.getFileSystem().supportedFileAttributeViews().contains("posix"), "needs file modes");
    Files.writeString(file, "a: 1\n");
    Layer parsed = read();
    Node.MapNode planted = new Node.MapNode(parsed.root().at(), List.of());
    PrivateFiles.write(snapshot(), SnapshotCodec.write(parsed.digest(), planted));
    Files.setPosixFilePermissions(snapshot(), PosixFilePermissions.fromString("rw-rw-rw-"));

    assertThat(read().root().entries()).hasSize(1);
  }

  @Test
  void whatIsWrittenIsPrivate() throws IOException {
    Assumptions.assumeTrue(
        root.getFileSystem().supportedFileAttributeViews().contains("posix"), "needs file modes");
    Files.writeString(file, "a: 1\n");
    read();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(snapshot())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.cache())))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.directory())))
        .isEqualTo("rwx------");
  }

  @Test
  void aHomeThatCannotBeWrittenKeepsNobodyFromReading() throws IOException {
    Files.writeString(home.directory(), "a file in the place of the directory");
    Files.writeString(file, "a: 1\n");

    assertThat(read().root().get("a")).isPresent();
  }

  @Test
  void theNumberOfSnapshotsIsBounded() throws IOException {
    for (int i = 0; i < 40; i++) {
      Files.writeString(file, "a: " + i);
      read();
    }

    try (Stream<Path> all = Files.list(home.cache())) {
      assertThat(all.count()).isLessThanOrEqualTo(16);
    }
  }

  @Test
  void trustIsBoundToDirectoryAndContent() throws IOException {
    Trust trust = new Trust(home);
    Path directory = Files.createDirectory(root.resolve("a b"));
    Digest content = Digest.of(new byte[] {1});

    trust.add(directory, content);

    assertThat(trust.covers(directory, content)).isTrue();
    assertThat(trust.covers(root, content)).isFalse();
    assertThat(trust.covers(directory, Digest.of(new byte[] {2}))).isFalse();
    assertThat(trust.remove(directory)).isTrue();
    assertThat(trust.covers(directory, content)).isFalse();
    assertThat(trust.remove(directory)).isFalse();
  }

  @Test
  void aTrustRecordThatOthersMayWriteIsNotBelieved() throws IOException {
    Assumptions.assumeTrue(
        root.getFileSystem().supportedFileAttributeViews().contains("posix"), "needs file modes");
    Trust trust = new Trust(home);
    trust.add(root, Digest.of(new byte[] {1}));

    Files.setPosixFilePermissions(home.trust(), PosixFilePermissions.fromString("rw--w----"));

    assertThat(trust.entries()).isEmpty();
  }
}
