package io.ottla.replication.controller.request;

import io.ottla.wire.ErrorCode;
import java.util.List;

/**
 * What became of a broker's {@link DirectoryAssignment}s.
 *
 * @param answers one for each, in the order asked; empty if all were refused
 */
public record DirectoriesAssigned(Outcome outcome, List<ErrorCode> answers) {
    public DirectoriesAssigned {
        answers = List.copyOf(answers);
    }
}
