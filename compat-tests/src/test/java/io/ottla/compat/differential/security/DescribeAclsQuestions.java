package io.ottla.compat.differential.security;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import org.apache.kafka.common.message.DescribeAclsRequestData;
import org.apache.kafka.common.protocol.ApiKeys;

/** Rights, where there is nobody to keep them. */
final class DescribeAclsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.DESCRIBE_ACLS;
    }

    @Override
    public void ask(Asking on) {
        on.ask(
                "all",
                peer -> new DescribeAclsRequestData()
                        .setResourceTypeFilter((byte) 1)
                        .setPatternTypeFilter((byte) 1)
                        .setOperation((byte) 1)
                        .setPermissionType((byte) 1));
        on.ask(
                "those of a topic",
                peer -> new DescribeAclsRequestData()
                        .setResourceTypeFilter((byte) 2)
                        .setResourceNameFilter("t")
                        .setPatternTypeFilter((byte) 3)
                        .setPrincipalFilter("User:a")
                        .setHostFilter("*")
                        .setOperation((byte) 3)
                        .setPermissionType((byte) 3));
    }
}
