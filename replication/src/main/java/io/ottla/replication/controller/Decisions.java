package io.ottla.replication.controller;

/** All that the controller can decide, by subject. */
record Decisions(
        TopicDecisions topics,
        ElectionDecisions elections,
        ReassignmentDecisions reassignments,
        IsrDecisions isr,
        DirectoryDecisions directories,
        ConfigDecisions configs,
        NodeDecisions nodes,
        ProducerIdDecisions producerIds,
        FeatureDecisions features,
        QuotaDecisions quotas,
        ScramDecisions scram) {}
