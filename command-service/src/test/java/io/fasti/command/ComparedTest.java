package io.fasti.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparedTest {
    @ParameterizedTest
    @CsvSource({
        "+44 20 7946-0018, 442079460018",
        "442079460018, 442079460018",
        "+44 (0)20 7946 0018, 442079460018",
        "610412345678, 61412345678",
        "61412345678, 61412345678",
        "123, 123",
        "0123, 0123"
    })
    void phone_numbers_are_the_same_however_they_are_written(String given, String compared) {
        assertThat(Compared.phone(given)).isEqualTo(compared);
    }

    @ParameterizedTest
    @CsvSource({"442079460018, true", "123, true", "0441234, false", "12, false", "9991234567, false", "44, false"})
    void an_international_number_begins_with_a_country_code(String digits, boolean possible) {
        assertThat(CallingCodes.begin(digits)).isEqualTo(possible);
    }
}
