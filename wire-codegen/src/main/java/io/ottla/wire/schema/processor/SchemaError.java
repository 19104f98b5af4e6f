package io.ottla.wire.schema.processor;

import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;

/** A record that cannot be a schema; shown by the compiler at that place. */
final class SchemaError extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Element place;

    SchemaError(Element place, String problem) {
        super(problem);
        this.place = place;
    }

    /** The compiler knows no line of a component, so its record is shown. */
    SchemaError(RecordComponentElement component, String problem) {
        this(Objects.requireNonNull(component.getEnclosingElement()), component.getSimpleName() + ": " + problem);
    }

    Element place() {
        return place;
    }
}
