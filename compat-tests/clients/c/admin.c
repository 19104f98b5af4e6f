#include "admin.h"
#include "records.h"

#include <stdlib.h>
#include <string.h>

#define PATIENCE_MS 20000

static rd_kafka_t *admin(void) {
    static rd_kafka_t *known;
    char why[500];
    if (!known) known = begin(RD_KAFKA_PRODUCER, settings("client.id", "admin", NULL), why, sizeof why);
    if (!known) exit(1);
    return known;
}

/* The queue the next call answers to. */
static rd_kafka_queue_t *queue(void) {
    static rd_kafka_queue_t *known;
    if (!known) known = rd_kafka_queue_new(admin());
    return known;
}

static rd_kafka_event_t *answered(void) { return rd_kafka_queue_poll(queue(), PATIENCE_MS); }

static json_t *refused(rd_kafka_resp_err_t error, const char *said) {
    return error ? failed("%s: %s", rd_kafka_err2name(error), said ? said : rd_kafka_err2str(error)) : NULL;
}

/* An answer that failed as a whole; NULL if it did not. */
static json_t *failure(rd_kafka_event_t *event) {
    return event ? refused(rd_kafka_event_error(event), rd_kafka_event_error_string(event)) : failed("no answer");
}

static json_t *topic_answer(rd_kafka_event_t *event, const rd_kafka_topic_result_t **results) {
    json_t *error = failure(event);
    if (!error) error = refused(rd_kafka_topic_result_error(results[0]), rd_kafka_topic_result_error_string(results[0]));
    if (event) rd_kafka_event_destroy(event);
    return error;
}

json_t *create_topic(json_t *request) {
    char why[500];
    rd_kafka_NewTopic_t *topic =
        rd_kafka_NewTopic_new(text(request, "topic"), (int)number(request, "partitions"), 1, why, sizeof why);
    if (!topic) return failed("%s", why);
    const char *name;
    json_t *value;
    json_object_foreach(json_object_get(request, "configs"), name, value) {
        rd_kafka_NewTopic_set_config(topic, name, json_string_value(value));
    }
    rd_kafka_CreateTopics(admin(), &topic, 1, NULL, queue());
    rd_kafka_NewTopic_destroy(topic);
    rd_kafka_event_t *event = answered();
    size_t count;
    return topic_answer(event, event ? rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count) : NULL);
}

json_t *delete_topic(json_t *request) {
    rd_kafka_DeleteTopic_t *topic = rd_kafka_DeleteTopic_new(text(request, "topic"));
    rd_kafka_DeleteTopics(admin(), &topic, 1, NULL, queue());
    rd_kafka_DeleteTopic_destroy(topic);
    rd_kafka_event_t *event = answered();
    size_t count;
    return topic_answer(event, event ? rd_kafka_DeleteTopics_result_topics(rd_kafka_event_DeleteTopics_result(event), &count) : NULL);
}

json_t *add_partitions(json_t *request) {
    char why[500];
    rd_kafka_NewPartitions_t *more = rd_kafka_NewPartitions_new(text(request, "topic"), (size_t)number(request, "total"), why, sizeof why);
    if (!more) return failed("%s", why);
    rd_kafka_CreatePartitions(admin(), &more, 1, NULL, queue());
    rd_kafka_NewPartitions_destroy(more);
    rd_kafka_event_t *event = answered();
    size_t count;
    return topic_answer(
        event, event ? rd_kafka_CreatePartitions_result_topics(rd_kafka_event_CreatePartitions_result(event), &count) : NULL);
}

/* ---- metadata */

static json_t *with_metadata(const char *topic, json_t *(*told)(const struct rd_kafka_metadata *)) {
    const struct rd_kafka_metadata *metadata;
    rd_kafka_topic_t *only = topic ? rd_kafka_topic_new(admin(), topic, NULL) : NULL;
    rd_kafka_resp_err_t error = rd_kafka_metadata(admin(), !topic, only, &metadata, PATIENCE_MS);
    json_t *answer = error ? refused(error, NULL) : told(metadata);
    if (!error) rd_kafka_metadata_destroy(metadata);
    if (only) rd_kafka_topic_destroy(only);
    return answer;
}

static json_t *names(const struct rd_kafka_metadata *metadata) {
    json_t *list = json_array();
    for (int i = 0; i < metadata->topic_cnt; i++) json_array_append_new(list, json_string(metadata->topics[i].topic));
    return json_pack("{s:o}", "topics", list);
}

static json_t *count(const struct rd_kafka_metadata *metadata) {
    json_t *error = refused(metadata->topics[0].err, NULL);
    return error ? error : json_pack("{s:i}", "partitions", metadata->topics[0].partition_cnt);
}

json_t *topics(json_t *request) {
    (void)request;
    return with_metadata(NULL, names);
}

json_t *partitions(json_t *request) { return with_metadata(text(request, "topic"), count); }

/* ---- configurations */

static json_t *value_of(rd_kafka_event_t *event, const char *name) {
    size_t count;
    const rd_kafka_ConfigResource_t **resources =
        rd_kafka_DescribeConfigs_result_resources(rd_kafka_event_DescribeConfigs_result(event), &count);
    json_t *error = refused(rd_kafka_ConfigResource_error(resources[0]), rd_kafka_ConfigResource_error_string(resources[0]));
    if (error) return error;
    const rd_kafka_ConfigEntry_t **entries = rd_kafka_ConfigResource_configs(resources[0], &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(rd_kafka_ConfigEntry_name(entries[i]), name) == 0) {
            return json_pack("{s:s}", "value", rd_kafka_ConfigEntry_value(entries[i]));
        }
    }
    return failed("no %s", name);
}

json_t *config(json_t *request) {
    rd_kafka_ConfigResource_t *of = rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, text(request, "topic"));
    rd_kafka_DescribeConfigs(admin(), &of, 1, NULL, queue());
    rd_kafka_ConfigResource_destroy(of);
    rd_kafka_event_t *event = answered();
    json_t *error = failure(event);
    json_t *answer = error ? error : value_of(event, text(request, "name"));
    if (event) rd_kafka_event_destroy(event);
    return answer;
}

json_t *alter_config(json_t *request) {
    rd_kafka_ConfigResource_t *of = rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, text(request, "topic"));
    rd_kafka_ConfigResource_set_config(of, text(request, "name"), text(request, "value"));
    rd_kafka_AlterConfigs(admin(), &of, 1, NULL, queue());
    rd_kafka_ConfigResource_destroy(of);
    rd_kafka_event_t *event = answered();
    json_t *error = failure(event);
    if (!error) {
        size_t count;
        const rd_kafka_ConfigResource_t **resources =
            rd_kafka_AlterConfigs_result_resources(rd_kafka_event_AlterConfigs_result(event), &count);
        error = refused(rd_kafka_ConfigResource_error(resources[0]), rd_kafka_ConfigResource_error_string(resources[0]));
    }
    if (event) rd_kafka_event_destroy(event);
    return error;
}

/* ---- records and groups */

json_t *delete_records(json_t *request) {
    rd_kafka_topic_partition_list_t *offsets = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(offsets, text(request, "topic"), (int32_t)number(request, "partition"))->offset =
        number(request, "before");
    rd_kafka_DeleteRecords_t *before = rd_kafka_DeleteRecords_new(offsets);
    rd_kafka_DeleteRecords(admin(), &before, 1, NULL, queue());
    rd_kafka_DeleteRecords_destroy(before);
    rd_kafka_topic_partition_list_destroy(offsets);
    rd_kafka_event_t *event = answered();
    json_t *error = failure(event);
    if (!error) error = refused(rd_kafka_DeleteRecords_result_offsets(rd_kafka_event_DeleteRecords_result(event))->elems[0].err, NULL);
    if (event) rd_kafka_event_destroy(event);
    return error;
}

json_t *groups(json_t *request) {
    (void)request;
    const struct rd_kafka_group_list *listed;
    rd_kafka_resp_err_t error = rd_kafka_list_groups(admin(), NULL, &listed, PATIENCE_MS);
    if (error) return refused(error, NULL);
    json_t *list = json_array();
    for (int i = 0; i < listed->group_cnt; i++) json_array_append_new(list, json_string(listed->groups[i].group));
    rd_kafka_group_list_destroy(listed);
    return json_pack("{s:o}", "groups", list);
}

json_t *describe_group(json_t *request) {
    const struct rd_kafka_group_list *listed;
    rd_kafka_resp_err_t error = rd_kafka_list_groups(admin(), text(request, "group"), &listed, PATIENCE_MS);
    if (error) return refused(error, NULL);
    json_t *answer = listed->group_cnt == 0
        ? failed("no such group")
        : json_pack("{s:s,s:i}", "state", listed->groups[0].state, "members", listed->groups[0].member_cnt);
    rd_kafka_group_list_destroy(listed);
    return answer;
}

json_t *delete_group(json_t *request) {
    rd_kafka_DeleteGroup_t *group = rd_kafka_DeleteGroup_new(text(request, "group"));
    rd_kafka_DeleteGroups(admin(), &group, 1, NULL, queue());
    rd_kafka_DeleteGroup_destroy(group);
    rd_kafka_event_t *event = answered();
    json_t *error = failure(event);
    if (!error) {
        size_t count;
        const rd_kafka_group_result_t **results =
            rd_kafka_DeleteGroups_result_groups(rd_kafka_event_DeleteGroups_result(event), &count);
        const rd_kafka_error_t *why = rd_kafka_group_result_error(results[0]);
        if (why) error = failed("%s: %s", rd_kafka_error_name(why), rd_kafka_error_string(why));
    }
    if (event) rd_kafka_event_destroy(event);
    return error;
}
