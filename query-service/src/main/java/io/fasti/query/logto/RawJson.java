package io.fasti.query.logto;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** A JSON object that the database has written, which goes out as it is. */
record RawJson(@JsonValue @JsonRawValue String json) {}
