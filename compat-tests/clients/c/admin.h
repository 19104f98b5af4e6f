/* librdkafka's administrative calls. */
#pragma once
#include "contract.h"

op_function create_topic, topics, partitions, config, alter_config, add_partitions, delete_records, delete_topic, groups, describe_group,
    delete_group;
