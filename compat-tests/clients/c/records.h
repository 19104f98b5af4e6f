/* Records in and out, members of groups: librdkafka's producer and consumer. */
#pragma once
#include "contract.h"
#include <librdkafka/rdkafka.h>

op_function produce, consume, offset_at, join, poll_member, commit, leave;

/* A client of its own; NULL and the reason if the settings will not do. Takes over conf. */
rd_kafka_t *begin(rd_kafka_type_t type, rd_kafka_conf_t *conf, char *why, size_t room);

/* What all clients are told; more names and values follow, and a NULL. */
rd_kafka_conf_t *settings(const char *name, ...);
