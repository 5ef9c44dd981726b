package io.fasti.eventstore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.fasti.eventstore");

    @Test
    void there_are_classes_to_check() {
        assertThat(CLASSES.size()).isGreaterThan(100);
    }

    @Test
    void the_engine_knows_nothing_of_archives() {
        noClasses()
                .that()
                .resideInAPackage("io.fasti.eventstore")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fasti.eventstore.archive..")
                .check(CLASSES);
    }

    @Test
    void it_knows_nothing_of_services() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fasti.command..", "io.fasti.query..", "io.fasti.http..")
                .check(CLASSES);
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(CLASSES.getPackage("io.fasti.eventstore").getSubpackagesInTree())
                .filteredOn(each -> !each.getClasses().isEmpty())
                .allMatch(each -> each.isAnnotatedWith(NullMarked.class));
        assertThat(CLASSES.getPackage("io.fasti.eventstore").isAnnotatedWith(NullMarked.class))
                .isTrue();
    }
}
