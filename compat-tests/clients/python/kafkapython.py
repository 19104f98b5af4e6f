#!/usr/bin/python3
"""kafka-python, which speaks the protocol in Python itself."""

import time

import kafka
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType, NewPartitions, NewTopic
from kafka.coordinator.assignors.range import RangePartitionAssignor
from kafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor

from contract import BOOTSTRAP, SESSION_TIMEOUT_MS, Absent, decoded, encoded, serve


ASSIGNORS = {
    "range": RangePartitionAssignor,
    "roundrobin": RoundRobinPartitionAssignor,
}
DEFAULT_ASSIGNORS = KafkaConsumer.DEFAULT_CONFIG["partition_assignment_strategy"]


class KafkaPython:
    def __init__(self):
        self._admin = None
        self._member = None

    def hello(self):
        return {"client": "kafka-python " + kafka.__version__}

    def produce(self, topic, partition, codec, records):
        producer = KafkaProducer(
            bootstrap_servers=BOOTSTRAP,
            compression_type=None if codec == "none" else codec,
            acks="all",
            linger_ms=5,
            max_request_size=10_000_000,
        )
        try:
            futures = [
                producer.send(
                    topic,
                    partition=partition,
                    key=decoded(record["key"]),
                    value=decoded(record["value"]),
                    headers=[(name, decoded(value)) for name, value in record["headers"]],
                    timestamp_ms=record["timestamp"],
                )
                for record in records
            ]
            for future in futures:
                future.get(30)
        finally:
            producer.close()

    def consume(self, topic, partition, offset, count, ms):
        consumer = _consumer(None)
        try:
            consumer.assign([TopicPartition(topic, partition)])
            consumer.seek(TopicPartition(topic, partition), offset)
            records = []
            end = time.monotonic() + ms / 1000
            while len(records) < count and time.monotonic() < end:
                records += _records(consumer.poll(1000))
            return {"records": records}
        finally:
            consumer.close()

    def offset_at(self, topic, partition, timestamp):
        consumer = _consumer(None)
        try:
            found = consumer.offsets_for_times({TopicPartition(topic, partition): timestamp})
            return {"offset": next((each.offset for each in found.values() if each), None)}
        finally:
            consumer.close()

    def join(self, topic, group, assignor=None, instance=None):
        if instance:
            raise Absent("no static members before kafka-python 2.1")
        if assignor == "sticky":
            raise Absent("its sticky assignor does not run on Python 3.11")
        if assignor and assignor not in ASSIGNORS:
            raise Absent("no assignor of that name")
        self._member = _consumer(group, [ASSIGNORS[assignor]] if assignor else DEFAULT_ASSIGNORS)
        self._member.subscribe([topic])

    def poll(self, ms):
        records = _records(self._member.poll(ms))
        return {"records": records, "assignment": [each.partition for each in self._member.assignment()]}

    def commit(self):
        self._member.commit()

    def leave(self):
        self._member.close()

    @property
    def admin(self):
        if self._admin is None:
            self._admin = KafkaAdminClient(bootstrap_servers=BOOTSTRAP)
        return self._admin

    def create_topic(self, topic, partitions, configs):
        self.admin.create_topics([NewTopic(topic, partitions, 1, topic_configs=configs)])

    def topics(self):
        return {"topics": self.admin.list_topics()}

    def partitions(self, topic):
        return {"partitions": len(self.admin.describe_topics([topic])[0]["partitions"])}

    def config(self, topic, name):
        answers = self.admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic, {name: ""})])
        return {"value": answers[0].resources[0][4][0][1]}

    def alter_config(self, topic, name, value):
        self.admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, {name: value})])

    def add_partitions(self, topic, total):
        self.admin.create_partitions({topic: NewPartitions(total)})

    def delete_records(self, topic, partition, before):
        raise Absent("no delete records before kafka-python 2.0.3")

    def delete_topic(self, topic):
        self.admin.delete_topics([topic])

    def groups(self):
        return {"groups": [group for group, kind in self.admin.list_consumer_groups()]}

    def describe_group(self, group):
        described = self.admin.describe_consumer_groups([group])[0]
        return {"state": described.state, "members": len(described.members)}

    def delete_group(self, group):
        for name, error in self.admin.delete_consumer_groups([group]):
            if error.errno != 0:
                raise error(name)


def _consumer(group, assignors=DEFAULT_ASSIGNORS):
    return KafkaConsumer(
        bootstrap_servers=BOOTSTRAP,
        group_id=group,
        partition_assignment_strategy=assignors,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        session_timeout_ms=SESSION_TIMEOUT_MS,
        heartbeat_interval_ms=SESSION_TIMEOUT_MS // 10,
        max_partition_fetch_bytes=10_000_000,
    )


def _records(polled):
    return [
        {
            "partition": record.partition,
            "offset": record.offset,
            "key": encoded(record.key),
            "value": encoded(record.value),
            "headers": [[name, encoded(value)] for name, value in record.headers],
            "timestamp": record.timestamp,
        }
        for records in polled.values()
        for record in records
    ]


if __name__ == "__main__":
    serve(KafkaPython())
