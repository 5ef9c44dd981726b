package io.fasti.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.embedded.StartFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path parent;

    @Test
    void it_is_made_for_its_owner_alone() throws Exception {
        try (DataFolder folder = DataFolder.lock(parent.resolve("new/data"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void it_can_be_locked_again_once_it_is_closed() {
        DataFolder.lock(parent.resolve("data")).close();
        DataFolder.lock(parent.resolve("data")).close();
    }

    @Test
    void a_file_is_not_a_folder() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> DataFolder.lock(file))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void the_master_key_is_made_once_and_kept_for_its_owner_alone() throws Exception {
        try (DataFolder folder = DataFolder.lock(parent.resolve("data"))) {
            MasterKey made = MasterKey.keptIn(folder);
            assertThat(Base64.getDecoder().decode(made.base64())).hasSize(32);
            assertThat(made.origin()).contains("back it up");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.masterKey())))
                    .isEqualTo("rw-------");
            assertThat(MasterKey.keptIn(folder).base64()).isEqualTo(made.base64());
            assertThat(made.toString()).doesNotContain(made.base64());
        }
    }

    @Test
    void a_damaged_master_key_is_refused_and_left_as_it_is() throws Exception {
        try (DataFolder folder = DataFolder.lock(parent.resolve("data"))) {
            Files.writeString(folder.masterKey(), "damaged");
            assertThatThrownBy(() -> MasterKey.keptIn(folder))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining("master-key");
            assertThat(folder.masterKey()).hasContent("damaged");
        }
    }
}
