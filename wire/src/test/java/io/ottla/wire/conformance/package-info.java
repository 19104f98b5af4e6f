/**
 * Holds every message against Apache Kafka: field by field with the schemas inside Kafka's jars, and byte by byte with the
 * classes Kafka generated from them.
 */
@NullMarked
package io.ottla.wire.conformance;

import org.jspecify.annotations.NullMarked;
