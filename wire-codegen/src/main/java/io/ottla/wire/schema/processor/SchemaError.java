package io.ottla.wire.schema.processor;

import javax.lang.model.element.Element;

/** A record that cannot be a schema; shown by the compiler at that place. */
final class SchemaError extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Element place;

    SchemaError(Element place, String problem) {
        super(problem);
        this.place = place;
    }

    Element place() {
        return place;
    }
}
