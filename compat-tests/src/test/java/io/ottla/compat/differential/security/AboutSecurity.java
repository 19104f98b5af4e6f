package io.ottla.compat.differential.security;

import io.ottla.compat.differential.ask.Questions;
import java.util.List;

/** All there is to ask about rights and credentials. */
public final class AboutSecurity {
    private AboutSecurity() {}

    public static List<Questions> all() {
        return List.of(
                new DescribeAclsQuestions(),
                new CreateAclsQuestions(),
                new DeleteAclsQuestions(),
                new AlterScramQuestions(),
                new DescribeScramQuestions());
    }
}
