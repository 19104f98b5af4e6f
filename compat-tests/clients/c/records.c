#include "records.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LARGEST "10000000"

static rd_kafka_t *member;

rd_kafka_conf_t *settings(const char *name, ...) {
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    char why[500];
    rd_kafka_conf_set(conf, "bootstrap.servers", bootstrap(), why, sizeof why);
    va_list more;
    va_start(more, name);
    for (const char *each = name; each; each = va_arg(more, const char *)) {
        const char *value = va_arg(more, const char *);
        if (rd_kafka_conf_set(conf, each, value, why, sizeof why) != RD_KAFKA_CONF_OK) {
            fprintf(stderr, "%s\n", why);
            exit(1);
        }
    }
    va_end(more);
    return conf;
}

rd_kafka_t *begin(rd_kafka_type_t type, rd_kafka_conf_t *conf, char *why, size_t room) {
    rd_kafka_t *client = rd_kafka_new(type, conf, why, room);
    if (!client) rd_kafka_conf_destroy(conf);
    return client;
}

/* ---- producing */

static void delivered(rd_kafka_t *producer, const rd_kafka_message_t *message, void *first_error) {
    (void)producer;
    rd_kafka_resp_err_t *error = first_error;
    if (message->err && !*error) *error = message->err;
}

static rd_kafka_headers_t *headers_of(json_t *named) {
    rd_kafka_headers_t *headers = rd_kafka_headers_new(json_array_size(named));
    size_t i;
    json_t *header;
    json_array_foreach(named, i, header) {
        struct bytes value = decoded(json_array_get(header, 1));
        rd_kafka_header_add(headers, json_string_value(json_array_get(header, 0)), -1, value.data, (ssize_t)value.size);
        free(value.data);
    }
    return headers;
}

static rd_kafka_resp_err_t send_one(rd_kafka_t *producer, json_t *request, json_t *record) {
    struct bytes key = decoded(json_object_get(record, "key")), value = decoded(json_object_get(record, "value"));
    json_t *timestamp = json_object_get(record, "timestamp");
    rd_kafka_resp_err_t error = rd_kafka_producev(
        producer,
        RD_KAFKA_V_TOPIC(text(request, "topic")),
        RD_KAFKA_V_PARTITION((int32_t)number(request, "partition")),
        RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
        RD_KAFKA_V_KEY(key.data, key.size),
        RD_KAFKA_V_VALUE(value.data, value.size),
        RD_KAFKA_V_TIMESTAMP(json_integer_value(timestamp)),
        RD_KAFKA_V_HEADERS(headers_of(json_object_get(record, "headers"))),
        RD_KAFKA_V_END);
    free(key.data);
    free(value.data);
    return error;
}

json_t *produce(json_t *request) {
    char why[500];
    rd_kafka_resp_err_t error = RD_KAFKA_RESP_ERR_NO_ERROR;
    rd_kafka_conf_t *conf = settings(
        "compression.type", text(request, "codec"), "message.max.bytes", LARGEST, "linger.ms", "5", "acks", "all", NULL);
    rd_kafka_conf_set_dr_msg_cb(conf, delivered);
    rd_kafka_conf_set_opaque(conf, &error);
    rd_kafka_t *producer = begin(RD_KAFKA_PRODUCER, conf, why, sizeof why);
    if (!producer) return failed("%s", why);
    size_t i;
    json_t *record;
    json_array_foreach(json_object_get(request, "records"), i, record) {
        rd_kafka_resp_err_t refused = send_one(producer, request, record);
        if (refused && !error) error = refused;
    }
    if (rd_kafka_flush(producer, 30000) && !error) error = RD_KAFKA_RESP_ERR__TIMED_OUT;
    rd_kafka_destroy(producer);
    return error ? failed("%s: %s", rd_kafka_err2name(error), rd_kafka_err2str(error)) : NULL;
}

/* ---- consuming */

static rd_kafka_t *consumer(const char *group, json_t *request, char *why, size_t room) {
    char session[20], heartbeat[20];
    snprintf(session, sizeof session, "%d", session_timeout_ms());
    snprintf(heartbeat, sizeof heartbeat, "%d", session_timeout_ms() / 10);
    rd_kafka_conf_t *conf = settings(
        "group.id", group, "auto.offset.reset", "earliest", "enable.auto.commit", "false", "session.timeout.ms", session,
        "heartbeat.interval.ms", heartbeat, "fetch.message.max.bytes", LARGEST, NULL);
    const char *assignor = text(request, "assignor"), *instance = text(request, "instance");
    if (assignor) rd_kafka_conf_set(conf, "partition.assignment.strategy", assignor, why, room);
    if (instance) rd_kafka_conf_set(conf, "group.instance.id", instance, why, room);
    rd_kafka_t *begun = begin(RD_KAFKA_CONSUMER, conf, why, room);
    if (begun) rd_kafka_poll_set_consumer(begun);
    return begun;
}

static json_t *read_record(const rd_kafka_message_t *message) {
    json_t *named = json_array();
    rd_kafka_headers_t *headers;
    if (!rd_kafka_message_headers(message, &headers)) {
        const char *name;
        const void *value;
        size_t size;
        for (size_t i = 0; !rd_kafka_header_get_all(headers, i, &name, &value, &size); i++) {
            json_array_append_new(named, json_pack("[s,o]", name, encoded(value, size)));
        }
    }
    return json_pack(
        "{s:i,s:I,s:o,s:o,s:o,s:I}", "partition", (int)message->partition, "offset", (json_int_t)message->offset, "key",
        encoded(message->key, message->key_len), "value", encoded(message->payload, message->len), "headers", named, "timestamp",
        (json_int_t)rd_kafka_message_timestamp(message, NULL));
}

/* Reads until there are so many records or the time is over. Returns an error, or NULL. */
static json_t *read_into(json_t *records, rd_kafka_t *from, size_t count, long long ms) {
    long long end = now_ms() + ms, left = ms;
    while (json_array_size(records) < count && left >= 0) {
        rd_kafka_message_t *message = rd_kafka_consumer_poll(from, (int)left);
        left = end - now_ms();
        if (!message) continue;
        json_t *error = message->err ? failed("%s: %s", rd_kafka_err2name(message->err), rd_kafka_message_errstr(message)) : NULL;
        if (!error) json_array_append_new(records, read_record(message));
        rd_kafka_message_destroy(message);
        if (error) return error;
    }
    return NULL;
}

static void end(rd_kafka_t *reader) {
    rd_kafka_consumer_close(reader);
    rd_kafka_destroy(reader);
}

static rd_kafka_topic_partition_list_t *at(json_t *request, long long offset) {
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, text(request, "topic"), (int32_t)number(request, "partition"))->offset = offset;
    return list;
}

json_t *consume(json_t *request) {
    char why[500];
    rd_kafka_t *reader = consumer("unused", request, why, sizeof why);
    if (!reader) return failed("%s", why);
    rd_kafka_topic_partition_list_t *from = at(request, number(request, "offset"));
    rd_kafka_assign(reader, from);
    rd_kafka_topic_partition_list_destroy(from);
    json_t *records = json_array();
    json_t *error = read_into(records, reader, (size_t)number(request, "count"), number(request, "ms"));
    end(reader);
    if (error) json_decref(records);
    return error ? error : json_pack("{s:o}", "records", records);
}

json_t *offset_at(json_t *request) {
    char why[500];
    rd_kafka_t *reader = consumer("unused", request, why, sizeof why);
    if (!reader) return failed("%s", why);
    rd_kafka_topic_partition_list_t *times = at(request, number(request, "timestamp"));
    rd_kafka_resp_err_t error = rd_kafka_offsets_for_times(reader, times, 10000);
    if (!error) error = times->elems[0].err;
    json_t *answer = error ? failed("%s", rd_kafka_err2name(error)) : json_pack("{s:I}", "offset", (json_int_t)times->elems[0].offset);
    rd_kafka_topic_partition_list_destroy(times);
    end(reader);
    return answer;
}

/* ---- a member of a group */

json_t *join(json_t *request) {
    const char *assignor = text(request, "assignor");
    if (assignor && strcmp(assignor, "sticky") == 0) return absent("no assignor of that name");
    char why[500];
    member = consumer(text(request, "group"), request, why, sizeof why);
    if (!member) return failed("%s", why);
    rd_kafka_topic_partition_list_t *topics = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(topics, text(request, "topic"), RD_KAFKA_PARTITION_UA);
    rd_kafka_resp_err_t error = rd_kafka_subscribe(member, topics);
    rd_kafka_topic_partition_list_destroy(topics);
    return error ? failed("%s", rd_kafka_err2name(error)) : NULL;
}

json_t *poll_member(json_t *request) {
    json_t *records = json_array();
    json_t *error = read_into(records, member, 1000, number(request, "ms"));
    if (error) {
        json_decref(records);
        return error;
    }
    json_t *assignment = json_array();
    rd_kafka_topic_partition_list_t *has;
    if (!rd_kafka_assignment(member, &has)) {
        for (int i = 0; i < has->cnt; i++) json_array_append_new(assignment, json_integer(has->elems[i].partition));
        rd_kafka_topic_partition_list_destroy(has);
    }
    return json_pack("{s:o,s:o}", "records", records, "assignment", assignment);
}

json_t *commit(json_t *request) {
    (void)request;
    rd_kafka_resp_err_t error = rd_kafka_commit(member, NULL, 0);
    /* NO_OFFSET: nothing was read */
    return error && error != RD_KAFKA_RESP_ERR__NO_OFFSET ? failed("%s", rd_kafka_err2name(error)) : NULL;
}

json_t *leave(json_t *request) {
    (void)request;
    end(member);
    member = NULL;
    return NULL;
}
