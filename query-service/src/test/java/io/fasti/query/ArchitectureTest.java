package io.fasti.query;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fasti.eventstore.ReadModel;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String[] DIALECTS = {"io.fasti.query.lumo..", "io.fasti.query.logto.."};
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.fasti.query");

    @Test
    void there_are_classes_to_check() {
        assertThat(CLASSES.size()).isGreaterThan(30);
    }

    @Test
    void features_know_nothing_of_dialects() {
        noClasses()
                .that()
                .resideOutsideOfPackages(DIALECTS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DIALECTS)
                .check(CLASSES);
    }

    @Test
    void dialects_do_not_know_each_other() {
        noClasses()
                .that()
                .resideInAPackage("io.fasti.query.lumo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fasti.query.logto..", "io.fasti.http.logto..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.fasti.query.logto..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fasti.query.lumo..", "io.fasti.http.lumo..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void features_do_not_depend_on_each_other() {
        slices().matching("io.fasti.query.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(are(resideInAPackage("io.fasti.query.lumo..")), resideInAPackage("io.fasti.query.."))
                .ignoreDependency(are(resideInAPackage("io.fasti.query.logto..")), resideInAPackage("io.fasti.query.."))
                .ignoreDependency(
                        resideInAPackage("io.fasti.query.."),
                        resideInAnyPackage("io.fasti.query.platform..", "io.fasti.query.stream.."))
                .check(CLASSES);
    }

    @Test
    void nothing_here_knows_the_writing_half() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fasti.command..", "org.axonframework..")
                .check(CLASSES);
    }

    @Test
    void projections_use_only_events_and_row_operations() {
        classes()
                .that()
                .implement(ReadModel.class)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "io.fasti.events..",
                        "io.fasti.eventstore..",
                        "io.fasti.query..",
                        "org.jspecify..",
                        "org.springframework.stereotype..")
                .check(CLASSES);
    }

    @Test
    void controllers_leave_sql_to_queries() {
        noClasses()
                .that()
                .resideInAnyPackage(DIALECTS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
                .check(CLASSES);
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(CLASSES.getPackage("io.fasti.query").getSubpackagesInTree())
                .filteredOn(each -> !each.getClasses().isEmpty())
                .allMatch(ArchitectureTest::isNullMarked);
    }

    @Test
    void no_technical_suffixes() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(QueryService.class)
                .should()
                .haveNameMatching(
                        ".*(Service|Impl|Dto|DTO|Manager|Helper|Util|Utils|Repository|Mapper|Command|Event|Query)")
                .check(CLASSES);
    }

    @Test
    void no_field_injection() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .check(CLASSES);
    }

    private static boolean isNullMarked(JavaPackage each) {
        return each.isAnnotatedWith(NullMarked.class);
    }
}
