package io.ottla.replication.controller.request;

import java.util.List;

/**
 * What became of all a broker proposed.
 *
 * @param answers one for each proposal, in the order asked; empty if all were refused
 */
public record IsrAnswers(Outcome outcome, List<IsrAnswer> answers) {
    public IsrAnswers {
        answers = List.copyOf(answers);
    }
}
