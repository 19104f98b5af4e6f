package io.ottla.rooms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of the rooms and what no room may do, held against the compiled classes of the whole project. */
class RoomsTest {
    /** In order: a room may use those before it, never those behind it. */
    private static final List<String> ROOMS =
            List.of("base", "wire", "log", "replication", "quorum", "coordinator", "broker", "cli", "testkit");

    private static final JavaClasses OTTLA = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ottla");

    @Test
    void a_room_uses_only_the_rooms_before_it() {
        for (int room = 0; room < ROOMS.size(); room++) {
            for (int later = room + 1; later < ROOMS.size(); later++) {
                noClasses()
                        .that()
                        .resideInAPackage(inside(ROOMS.get(room)))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(inside(ROOMS.get(later)))
                        .allowEmptyShould(true)
                        .check(OTTLA);
            }
        }
    }

    @Test
    void a_test_of_somebody_else_brings_no_tools_along() {
        noClasses()
                .that()
                .resideInAPackage(inside("testkit"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(inside("cli"))
                .check(OTTLA);
    }

    @Test
    void packages_form_no_circles() {
        slices().matching("io.ottla.(**)").should().beFreeOfCycles().check(OTTLA);
    }

    @Test
    void only_the_broker_knows_netty() {
        noClasses()
                .that()
                .resideOutsideOfPackage(inside("broker"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(OTTLA);
    }

    @Test
    void only_the_quorum_knows_ratis() {
        noClasses()
                .that()
                .resideOutsideOfPackage(inside("quorum"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.ratis..")
                .check(OTTLA);
    }

    @Test
    void the_wire_knows_no_threads_files_or_sockets() {
        noClasses()
                .that()
                .resideInAPackage(inside("wire"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..", "java.nio.channels..", "java.util.concurrent..")
                .check(OTTLA);
    }

    @Test
    void nobody_depends_on_kafkas_own_jars() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(OTTLA);
    }

    @Test
    void time_is_asked_of_a_clock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        inside("wire"), inside("log"), inside("replication"), inside("quorum"), inside("coordinator"))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(OTTLA);
    }

    private static String inside(String room) {
        return "io.ottla." + room + "..";
    }
}
