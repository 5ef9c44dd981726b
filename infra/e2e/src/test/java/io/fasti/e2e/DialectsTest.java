package io.fasti.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A dialect is what can be deleted: nothing of any module depends on one but itself. */
class DialectsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.fasti.http", "io.fasti.command", "io.fasti.query", "io.fasti.standalone");

    @Test
    void there_are_classes_to_check() {
        assertThat(CLASSES.size()).isGreaterThan(300);
    }

    @Test
    void nobody_depends_on_lumo() {
        nobodyDependsOn("lumo");
    }

    @Test
    void nobody_depends_on_logto() {
        nobodyDependsOn("logto");
    }

    private static void nobodyDependsOn(String dialect) {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.fasti.*." + dialect + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fasti.*." + dialect + "..")
                .check(CLASSES);
    }
}
