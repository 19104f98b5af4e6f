package io.ottla.wire.conformance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of JSON with comments, as Kafka's definitions are written. Numbers and booleans are kept as text. */
record Json(Map<String, @Nullable Object> members) {
    static Json read(InputStream in) throws IOException {
        try (var parser =
                new JsonFactory().enable(JsonParser.Feature.ALLOW_COMMENTS).createParser(in)) {
            parser.nextToken();
            return object(parser);
        }
    }

    private static Json object(JsonParser parser) throws IOException {
        var members = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Json(members);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return object(parser);
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            var values = new ArrayList<@Nullable Object>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(value(parser));
            }
            return values;
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** A text, number or boolean as text; {@code otherwise} if there is none, or null, which Kafka takes for none. */
    String text(String name, String otherwise) {
        var value = members.get(name);
        return value == null ? otherwise : value.toString();
    }

    /** The objects of a list; none if there is no such list. */
    List<Json> list(String name) {
        var objects = new ArrayList<Json>();
        if (members.get(name) instanceof List<?> values) {
            values.forEach(value -> objects.add((Json) value));
        }
        return objects;
    }
}
