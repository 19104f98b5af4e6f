package io.ottla.replication.controller;

/** All that the controller can decide, by subject. */
record Decisions(
        TopicDecisions topics, ConfigDecisions configs, NodeDecisions nodes, ProducerIdDecisions producerIds) {}
