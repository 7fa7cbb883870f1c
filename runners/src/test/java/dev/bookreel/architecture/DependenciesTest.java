package dev.bookreel.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: runners, pipelines, transforms and delta. */
class DependenciesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.bookreel");

  @Test
  void theClassesOfAllModulesAreLookedAt() {
    for (String module : List.of("transforms", "delta", "pipelines", "runners")) {
      assertThat(
          module,
          CLASSES.stream()
              .anyMatch(type -> type.getPackageName().startsWith("dev.bookreel." + module)),
          is(true));
    }
  }

  @Test
  void transformsKnowBeamOnly() {
    noClasses()
        .that()
        .resideInAPackage("dev.bookreel.transforms..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.bookreel.delta..",
            "dev.bookreel.pipelines..",
            "dev.bookreel.runners..",
            "io.delta..",
            "org.apache.parquet..",
            "org.apache.spark..",
            "org.apache.beam.runners..")
        .check(CLASSES);
  }

  @Test
  void deltaKnowsNothingOfMovies() {
    noClasses()
        .that()
        .resideInAPackage("dev.bookreel.delta..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.bookreel.transforms..",
            "dev.bookreel.pipelines..",
            "dev.bookreel.runners..",
            "org.apache.spark..")
        .check(CLASSES);
  }

  @Test
  void pipelinesKnowNoRunner() {
    noClasses()
        .that()
        .resideInAPackage("dev.bookreel.pipelines..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.bookreel.runners..",
            "org.apache.beam.runners..",
            "org.apache.spark..",
            "io.delta..",
            "org.apache.parquet..")
        .check(CLASSES);
  }

  @Test
  void whatIsInternalToKernel_isTouchedInOneClass() {
    noClasses()
        .that()
        .resideInAPackage("dev.bookreel..")
        .and()
        .doNotHaveSimpleName("KernelTable")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.delta.kernel.internal..")
        .check(CLASSES);
  }

  @Test
  void transformsNeverSeeOptions() {
    noClasses()
        .that()
        .areAssignableTo(PTransform.class)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(PipelineOptions.class)
        .check(CLASSES);
  }

  @Test
  void noClassIsADrawer() {
    noClasses()
        .that()
        .resideInAPackage("dev.bookreel..")
        .should()
        .haveNameMatching(".*(Utils?|Helper|Manager|Constants|Util)")
        .check(CLASSES);
  }

  @Test
  void packagesOfTransformsHaveNoCycles() {
    slices().matching("dev.bookreel.transforms.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void packagesOfPipelinesHaveNoCycles() {
    slices().matching("dev.bookreel.pipelines.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
