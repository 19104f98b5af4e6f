package io.ottla.compat.differential.security;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.util.Collections;
import org.apache.kafka.common.message.CreateAclsRequestData;
import org.apache.kafka.common.message.CreateAclsRequestData.AclCreation;
import org.apache.kafka.common.protocol.ApiKeys;

/** New rights, where there is nobody to keep them. */
final class CreateAclsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.CREATE_ACLS;
    }

    @Override
    public void ask(Asking on) {
        for (int count : new int[] {0, 1, 2}) {
            on.ask(
                    "so many rights: " + count,
                    peer -> new CreateAclsRequestData().setCreations(Collections.nCopies(count, right())));
        }
    }

    private static AclCreation right() {
        return new AclCreation()
                .setResourceType((byte) 2)
                .setResourceName("t")
                .setResourcePatternType((byte) 3)
                .setPrincipal("User:a")
                .setHost("*")
                .setOperation((byte) 3)
                .setPermissionType((byte) 3);
    }
}
