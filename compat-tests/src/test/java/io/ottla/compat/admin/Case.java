package io.ottla.compat.admin;

import java.util.function.Function;

/** Something asked of a broker, and what is compared of the answers: its text, after {@link Normal}. */
record Case(String name, Function<Wire, Object> question) {}
