/* librdkafka by itself, from C. */
#include "admin.h"
#include "records.h"

#include <stdio.h>

static json_t *hello(json_t *request) {
    (void)request;
    char name[100];
    snprintf(name, sizeof name, "librdkafka %s", rd_kafka_version_str());
    return json_pack("{s:s}", "client", name);
}

int main(void) {
    static const struct op ops[] = {
        {"hello", hello},
        {"produce", produce},
        {"consume", consume},
        {"offset_at", offset_at},
        {"join", join},
        {"poll", poll_member},
        {"commit", commit},
        {"leave", leave},
        {"create_topic", create_topic},
        {"topics", topics},
        {"partitions", partitions},
        {"config", config},
        {"alter_config", alter_config},
        {"add_partitions", add_partitions},
        {"delete_records", delete_records},
        {"delete_topic", delete_topic},
        {"groups", groups},
        {"describe_group", describe_group},
        {"delete_group", delete_group},
        {NULL, NULL},
    };
    return serve(ops);
}
