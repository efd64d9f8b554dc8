// SPDX-License-Identifier: Apache-2.0

import static java.lang.constant.ConstantDescs.CD_Double;
import static java.lang.constant.ConstantDescs.CD_Float;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Writes out, in compiled classes, what the compiler leaves to the first run: the choice of a
 * pattern switch, and {@code equals} and {@code hashCode} of records.
 *
 * <p>Usage: {@code java -cp CLASS_PATH LinkEarly.java CLASSES}; CLASS_PATH holds the classes and
 * all that they need. Each {@code invokedynamic} left alone makes a class while the program runs,
 * which no AOT cache keeps; docs/design/006-linked-early.md says what that costs. The meaning stays
 * that of {@link java.lang.runtime.SwitchBootstraps} and {@link java.lang.runtime.ObjectMethods}.
 */
final class LinkEarly {
  private final ClassModel model;
  private final ClassDesc owner;
  private final boolean isInterface;
  private final List<InvokeDynamicInstruction> switches = new ArrayList<>();

  private LinkEarly(ClassModel model) {
    this.model = model;
    this.owner = model.thisClass().asSymbol();
    this.isInterface = model.flags().has(AccessFlag.INTERFACE);
  }

  public static void main(String[] args) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        ClassFile format = ClassFile.of();
        ClassModel model = format.parse(Files.readAllBytes(file));
        if (model.methods().stream().anyMatch(method -> chooses(method) || compares(method))) {
          Files.write(file, format.transformClass(model, new LinkEarly(model).transform()));
        }
      }
    }
  }

  private ClassTransform transform() {
    return ClassTransform.transformingMethodBodies(LinkEarly::chooses, choices())
        .andThen(ClassTransform.endHandler(this::writeChoices))
        .andThen(this::writeRecordMethods);
  }

  private CodeTransform choices() {
    return (code, element) -> {
      if (element instanceof InvokeDynamicInstruction call && chooses(call)) {
        code.invokestatic(owner, choice(switches.size()), call.typeSymbol(), isInterface);
        switches.add(call);
      } else {
        code.with(element);
      }
    };
  }

  private static String choice(int index) {
    return "choice$" + index;
  }

  private void writeChoices(ClassBuilder type) {
    for (int i = 0; i < switches.size(); i++) {
      InvokeDynamicInstruction call = switches.get(i);
      type.withMethodBody(
          choice(i),
          call.typeSymbol(),
          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
          code -> writeChoice(code, call.bootstrapArgs()));
    }
  }

  /** {@code int choice(Object value, int from)}: the first label from there on that fits. */
  private static void writeChoice(CodeBuilder code, List<ConstantDesc> labels) {
    Label some = code.newLabel();
    code.aload(0).ifnonnull(some).iconst_m1().ireturn().labelBinding(some);
    for (int i = 0; i < labels.size(); i++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      code.aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }

  private void writeRecordMethods(ClassBuilder type, ClassElement element) {
    if (!(element instanceof MethodModel method) || !compares(method)) {
      type.with(element);
      return;
    }
    List<RecordComponentInfo> components =
        model.findAttribute(Attributes.record()).orElseThrow().components();
    Consumer<CodeBuilder> body =
        isEquals(method)
            ? code -> writeEquals(code, components)
            : code -> writeHashCode(code, components);
    type.transformMethod(
        method,
        (builder, part) -> {
          if (part instanceof CodeModel) {
            builder.withCode(body);
          } else {
            builder.with(part);
          }
        });
  }

  private void writeEquals(CodeBuilder code, List<RecordComponentInfo> components) {
    Label other = code.newLabel();
    Label differ = code.newLabel();
    code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
    code.aload(1).instanceOf(owner).ifeq(differ).aload(1).checkcast(owner).astore(2);
    for (RecordComponentInfo component : components) {
      get(code, 0, component);
      get(code, 2, component);
      compare(code, component.descriptorSymbol(), differ);
    }
    code.iconst_1().ireturn().labelBinding(differ).iconst_0().ireturn();
  }

  private static void compare(CodeBuilder code, ClassDesc type, Label differ) {
    if (!type.isPrimitive()) {
      ClassDesc objects = ClassDesc.of("java.util.Objects");
      code.invokestatic(objects, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object));
      code.ifeq(differ);
    } else if (type.equals(CD_long)) {
      code.lcmp().ifne(differ);
    } else if (type.equals(CD_float)) {
      code.invokestatic(CD_Float, "compare", MethodTypeDesc.of(CD_int, CD_float, CD_float));
      code.ifne(differ);
    } else if (type.equals(CD_double)) {
      code.invokestatic(CD_Double, "compare", MethodTypeDesc.of(CD_int, CD_double, CD_double));
      code.ifne(differ);
    } else {
      code.if_icmpne(differ);
    }
  }

  private void writeHashCode(CodeBuilder code, List<RecordComponentInfo> components) {
    code.iconst_0();
    for (RecordComponentInfo component : components) {
      ClassDesc type = component.descriptorSymbol();
      code.bipush(31).imul();
      get(code, 0, component);
      if (type.isPrimitive()) {
        code.invokestatic(boxed(type), "hashCode", MethodTypeDesc.of(CD_int, type));
      } else {
        ClassDesc objects = ClassDesc.of("java.util.Objects");
        code.invokestatic(objects, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
      }
      code.iadd();
    }
    code.ireturn();
  }

  private void get(CodeBuilder code, int variable, RecordComponentInfo component) {
    code.aload(variable)
        .getfield(owner, component.name().stringValue(), component.descriptorSymbol());
  }

  private static ClassDesc boxed(ClassDesc primitive) {
    return ClassDesc.of(
        "java.lang."
            + switch (primitive.displayName()) {
              case "int" -> "Integer";
              case "char" -> "Character";
              case String name -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
            });
  }

  /** Whether a method has a switch over types whose choice is left to the first run. */
  private static boolean chooses(MethodModel method) {
    return calls(method, LinkEarly::chooses);
  }

  /** Labels that are enum constants or texts are few and stay. */
  private static boolean chooses(InvokeDynamicInstruction call) {
    return isBy("SwitchBootstraps", call)
        && call.bootstrapArgs().stream().allMatch(label -> label instanceof ClassDesc);
  }

  /** Whether it is a record's {@code equals} or {@code hashCode}, as the compiler makes them. */
  private static boolean compares(MethodModel method) {
    return (isEquals(method) || method.methodName().equalsString("hashCode"))
        && calls(method, call -> isBy("ObjectMethods", call));
  }

  private static boolean isEquals(MethodModel method) {
    return method.methodName().equalsString("equals");
  }

  private static boolean calls(MethodModel method, Predicate<InvokeDynamicInstruction> that) {
    return method.code().stream()
        .flatMap(CodeModel::elementStream)
        .anyMatch(element -> element instanceof InvokeDynamicInstruction call && that.test(call));
  }

  private static boolean isBy(String bootstraps, InvokeDynamicInstruction call) {
    return call.bootstrapMethod().owner().displayName().equals(bootstraps);
  }
}
