// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Makes the runnable image: a Java runtime of only the modules needed, the jars in a fixed order,
 * and AOT caches trained by a real wrap and by real policies.
 *
 * <p>Usage: {@code java Image.java ROOT TARGET JAR CLASS_PATH}; JAR is the program's, CLASS_PATH
 * what it needs. The image appears at {@code TARGET/image} whole or not at all: it is made beside
 * it and renamed, so a wrap that still runs from the old one is not disturbed.
 */
final class Image {
  private static final String MAIN_CLASS = "dev.mcpfirewall.cli.Main";
  private static final String TRAINING = "dev.mcpfirewall.cli.training.";

  /**
   * What jdeps names, and java.logging, which the making of a CDS archive wants. Bouncy Castle,
   * which reads certificates and keys for policies, needs java.naming and java.sql.
   */
  private static final String MODULES =
      "java.base,java.logging,java.naming,java.sql,jdk.net,jdk.unsupported";

  private final Path root;
  private final Path target;
  private final Path image;
  private final List<Path> jars;

  private Image(Path root, Path target, List<Path> jars) {
    this.root = root;
    this.target = target;
    this.image = target.resolve("image.new");
    this.jars = jars;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    List<Path> jars =
        Stream.concat(
                Stream.of(args[2]),
                Stream.of(args[3].split(Pattern.quote(System.getProperty("path.separator")))))
            .map(Path::of)
            .filter(Files::isRegularFile)
            .toList();
    new Image(Path.of(args[0]).normalize(), Path.of(args[1]), jars).make();
  }

  private void make() throws IOException, InterruptedException {
    delete(image);
    link();
    copyApplication();
    train();
    check();
    Path old = target.resolve("image.old");
    Path done = target.resolve("image");
    delete(old);
    if (Files.exists(done)) {
      Files.move(done, old);
    }
    Files.move(image, done);
    delete(old);
  }

  private void link() {
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    int exit =
        jlink.run(
            System.err,
            System.err,
            "--add-modules=" + MODULES,
            "--output=" + image,
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress=zip-0",
            "--generate-cds-archive");
    if (exit != 0) {
      throw new IllegalStateException("jlink failed: exit " + exit);
    }
  }

  private void copyApplication() throws IOException {
    Path app = Files.createDirectory(image.resolve("app"));
    for (Path jar : jars) {
      Files.copy(jar, app.resolve(jar.getFileName()));
    }
    Path sources = root.resolve("cli/src/image");
    Files.copy(sources.resolve("jvm.options"), app.resolve("jvm.options"));
    Files.writeString(app.resolve("built-from"), commit().orElse("") + "\n");
    for (String licence : List.of("LICENSE", "NOTICE")) {
      Files.copy(root.resolve(licence), image.resolve(licence));
    }
    writeLauncher(sources.resolve("mcp-firewall"), "$app/", ":");
    writeLauncher(sources.resolve("mcp-firewall.cmd"), "%app%\\", ";");
  }

  private void writeLauncher(Path template, String app, String separator) throws IOException {
    String classPath = jarNames().map(jar -> app + jar).reduce((a, b) -> a + separator + b).get();
    Path launcher = image.resolve("bin").resolve(template.getFileName());
    Files.writeString(
        launcher,
        Files.readString(template)
            .replace("@CLASS_PATH@", classPath)
            .replace("@MAIN_CLASS@", MAIN_CLASS));
    if (!launcher.toFile().setExecutable(true, false)) {
      throw new IOException("cannot make executable: " + launcher);
    }
  }

  private Stream<String> jarNames() {
    return jars.stream().map(jar -> jar.getFileName().toString());
  }

  /**
   * The caches must come from the flags, class path and code the launcher will use. A wrap's memory
   * grows with all that is in its cache, so there is one for a wrap without a policy, one for a
   * wrap with, and one for the commands of Rego.
   */
  private void train() throws IOException, InterruptedException {
    play(newHome(), training(cache("mcp-firewall")));
    play(homeWithPolicy(), training(cache("policy")));
    rehearse(TRAINING + "Rehearsal", training(cache("rego")));
    for (String name : List.of("mcp-firewall", "policy", "rego")) {
      if (!Files.isRegularFile(cache(name))) {
        throw new IOException("the training run left no AOT cache at " + cache(name));
      }
    }
  }

  private static String training(Path cache) {
    return "-XX:AOTCacheOutput=" + cache;
  }

  /** In this mode the JVM refuses to start when it refuses the cache. */
  private void check() throws IOException, InterruptedException {
    play(newHome(), "-XX:AOTCache=" + cache("mcp-firewall"), "-XX:AOTMode=on");
    play(homeWithPolicy(), "-XX:AOTCache=" + cache("policy"), "-XX:AOTMode=on");
    rehearse(MAIN_CLASS, "-XX:AOTCache=" + cache("rego"), "-XX:AOTMode=on", "rego", "eval", "true");
  }

  /** One session: a client, the wrap under these flags, a server. */
  private void play(Path home, String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(plainJava());
    command.add(TRAINING + "TrainingRun");
    command.addAll(program(MAIN_CLASS, flags));
    command.addAll(List.of("wrap", "--"));
    command.addAll(plainJava());
    command.add(TRAINING + "EchoServer");
    run(command, home);
  }

  /** The policy commands: {@code words} are flags, and from the first that is none, arguments. */
  private void rehearse(String main, String... words) throws IOException, InterruptedException {
    List<String> all = List.of(words);
    int flags = (int) all.stream().takeWhile(word -> word.startsWith("-")).count();
    List<String> command =
        new ArrayList<>(program(main, all.subList(0, flags).toArray(String[]::new)));
    command.addAll(all.subList(flags, all.size()));
    run(command, newHome());
  }

  private Path newHome() throws IOException {
    return Files.createDirectories(delete(target.resolve("training")));
  }

  private Path homeWithPolicy() throws IOException {
    Path home = newHome();
    Path policy = Files.createDirectory(home.resolve("home")).resolve("config.yaml");
    Files.copy(root.resolve("cli/src/image/training.yaml"), policy);
    return home;
  }

  private List<String> program(String main, String... flags) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("@" + image.resolve("app/jvm.options"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", classPath(), main));
    return command;
  }

  /** For the client and the server, which leave no trace in the cache. */
  private List<String> plainJava() {
    return List.of(java(), "-Xshare:auto", "-cp", classPath());
  }

  private String java() {
    return image.resolve("bin").resolve("java").toString();
  }

  private String classPath() {
    String app = image.resolve("bin") + "/../app/";
    return jarNames()
        .map(jar -> app + jar)
        .reduce((a, b) -> a + System.getProperty("path.separator") + b)
        .orElseThrow();
  }

  private Path cache(String name) {
    return image.resolve("app").resolve(name + ".aot");
  }

  private void run(List<String> command, Path home) throws IOException, InterruptedException {
    Path log = target.resolve("image.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Map<String, String> environment = builder.environment();
    environment.put("MCP_FIREWALL_HOME", home.resolve("home").toString());
    environment.keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Files.writeString(log, command + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    int exit = builder.start().waitFor();
    if (exit != 0) {
      throw new IOException("exit " + exit + ", see " + log + ": " + command);
    }
  }

  /** The commit built, read as `./mcp-firewall` reads it: without git. Empty outside a clone. */
  private Optional<String> commit() throws IOException {
    Path git = root.resolve(".git");
    if (Files.isRegularFile(git)) {
      git = root.resolve(Files.readString(git).strip().replaceFirst("^gitdir: ", ""));
    }
    if (!Files.isRegularFile(git.resolve("HEAD"))) {
      return Optional.empty();
    }
    String head = Files.readString(git.resolve("HEAD")).strip();
    if (!head.startsWith("ref: ")) {
      return Optional.of(head);
    }
    String ref = head.substring("ref: ".length());
    Path common = git;
    if (Files.isRegularFile(git.resolve("commondir"))) {
      common = git.resolve(Files.readString(git.resolve("commondir")).strip());
    }
    if (Files.isRegularFile(common.resolve(ref))) {
      return Optional.of(Files.readString(common.resolve(ref)).strip());
    }
    Path packed = common.resolve("packed-refs");
    if (!Files.isRegularFile(packed)) {
      return Optional.empty();
    }
    return Files.readAllLines(packed).stream()
        .filter(line -> line.endsWith(" " + ref))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .findFirst();
  }

  private static Path delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> files = Files.walk(tree)) {
        files.sorted(Comparator.reverseOrder()).forEach(Image::remove);
      }
    }
    return tree;
  }

  private static void remove(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
