package io.ottla.broker.handler;

/** Says in a response how long the client is held up. Every response but a few has the field; only those held up come here. Stateless. */
final class ThrottleTime {
    private static final String FIELD = "throttleTimeMs";

    private ThrottleTime() {}

    /** A copy of {@code response} that says so; {@code response} itself if it has no place for it. */
    @SuppressWarnings("unchecked") // made by the constructor of the same class
    static <R> R told(R response, int ms) {
        var components = response.getClass().getRecordComponents();
        var types = new Class<?>[components.length];
        var values = new Object[components.length];
        try {
            for (var i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getName().equals(FIELD)
                        ? (Object) ms
                        : components[i].getAccessor().invoke(response);
            }
            return (R) response.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(response.getClass() + " is no record that can be copied", e);
        }
    }
}
