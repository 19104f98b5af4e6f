package io.ottla.compat.differential.security;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.util.Collections;
import org.apache.kafka.common.message.DeleteAclsRequestData;
import org.apache.kafka.common.message.DeleteAclsRequestData.DeleteAclsFilter;
import org.apache.kafka.common.protocol.ApiKeys;

/** Rights taken away, where there is nobody to keep them. */
final class DeleteAclsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.DELETE_ACLS;
    }

    @Override
    public void ask(Asking on) {
        for (int count : new int[] {0, 1, 2}) {
            on.ask(
                    "so many filters: " + count,
                    peer -> new DeleteAclsRequestData().setFilters(Collections.nCopies(count, filter())));
        }
    }

    private static DeleteAclsFilter filter() {
        return new DeleteAclsFilter()
                .setResourceTypeFilter((byte) 2)
                .setResourceNameFilter("t")
                .setPatternTypeFilter((byte) 3)
                .setOperation((byte) 3)
                .setPermissionType((byte) 3);
    }
}
