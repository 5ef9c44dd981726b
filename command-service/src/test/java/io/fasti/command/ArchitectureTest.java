package io.fasti.command;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fasti.eventstore.Directory;
import java.time.Instant;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String[] DIALECTS = {"io.fasti.command.lumo..", "io.fasti.command.logto.."};
    private static final String[] FEATURES = {
        "io.fasti.command.apikey..",
        "io.fasti.command.group..",
        "io.fasti.command.permission..",
        "io.fasti.command.resource..",
        "io.fasti.command.role..",
        "io.fasti.command.tenant..",
        "io.fasti.command.user..",
        "io.fasti.command.webhook.."
    };
    private static final String RULES =
            "io\\.fasti\\.command\\.\\w+\\.(ApiKey|Credentials|CustomAttributes|Group|LiveUser|Permission|Resource|Role|Tenant|User|Webhook)(\\$.*)?";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.fasti.command");

    @Test
    void there_are_classes_to_check() {
        assertThat(CLASSES.size()).isGreaterThan(50);
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
                .resideInAPackage("io.fasti.command.lumo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fasti.command.logto..", "io.fasti.http.logto..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.fasti.command.logto..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fasti.command.lumo..", "io.fasti.http.lumo..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void features_do_not_depend_on_each_other() {
        slices().matching("io.fasti.command.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(not(resideInAnyPackage(FEATURES)), resideInAPackage("io.fasti.command.."))
                .ignoreDependency(
                        resideInAnyPackage(FEATURES),
                        resideInAnyPackage("io.fasti.command.password..", "io.fasti.command.platform.."))
                .check(CLASSES);
    }

    @Test
    void nothing_here_knows_the_reading_half() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fasti.query..")
                .check(CLASSES);
    }

    @Test
    void rules_use_only_java_and_our_own_types() {
        classes()
                .that()
                .haveNameMatching(RULES)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "io.fasti.command..", "io.fasti.events..", "io.fasti.errors..", "org.jspecify..")
                .check(CLASSES);
        noClasses()
                .that()
                .haveNameMatching(RULES)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void only_aggregates_and_platform_know_axon() {
        noClasses()
                .that()
                .areNotAnnotatedWith(Aggregate.class)
                .and()
                .resideOutsideOfPackage("io.fasti.command.platform..")
                .and()
                .haveNameNotMatching(".*Command\\$.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.axonframework..")
                .check(CLASSES);
    }

    @Test
    void only_platform_and_sweep_ask_the_database() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.fasti.command.platform..", "io.fasti.command.sweep..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
                .check(CLASSES);
        noClasses()
                .that()
                .implement(Directory.class)
                .should()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(CLASSES.getPackage("io.fasti.command").getSubpackagesInTree())
                .filteredOn(each -> !each.getClasses().isEmpty())
                .allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void no_technical_suffixes() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(CommandService.class)
                .and()
                .haveNameNotMatching("io\\.fasti\\.command\\.\\w+\\.\\w+Command(\\$.*)?")
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
}
