#!/usr/bin/python3
"""confluent-kafka for Python, which is librdkafka."""

import time

import confluent_kafka
from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, ConfigResource, NewPartitions, NewTopic

from contract import BOOTSTRAP, SESSION_TIMEOUT_MS, Absent, decoded, encoded, serve


class Confluent:
    def __init__(self):
        self._admin = None
        self._member = None

    def hello(self):
        return {
            "client": "confluent-kafka %s on librdkafka %s" % (confluent_kafka.version()[0], confluent_kafka.libversion()[0]),
        }

    def produce(self, topic, partition, codec, records):
        producer = Producer(
            {
                "bootstrap.servers": BOOTSTRAP,
                "compression.type": codec,
                "message.max.bytes": 10_000_000,
                "linger.ms": 5,
                "acks": "all",
            }
        )
        errors = []
        for record in records:
            producer.produce(
                topic,
                partition=partition,
                key=decoded(record["key"]),
                value=decoded(record["value"]),
                headers=[(name, decoded(value)) for name, value in record["headers"]],
                timestamp=record["timestamp"] or 0,
                on_delivery=lambda error, message: error and errors.append(error),
            )
        producer.flush(30)
        if errors:
            raise confluent_kafka.KafkaException(errors[0])

    def consume(self, topic, partition, offset, count, ms):
        consumer = self._consumer("unused")
        try:
            consumer.assign([TopicPartition(topic, partition, offset)])
            records = []
            end = time.monotonic() + ms / 1000
            while len(records) < count and time.monotonic() < end:
                records += self._records(consumer.consume(count - len(records), 1))
            return {"records": records}
        finally:
            consumer.close()

    def offset_at(self, topic, partition, timestamp):
        consumer = self._consumer("unused")
        try:
            return {"offset": consumer.offsets_for_times([TopicPartition(topic, partition, timestamp)], 10)[0].offset}
        finally:
            consumer.close()

    def _consumer(self, group, assignor=None, instance=None):
        if assignor == "sticky":
            raise Absent("no assignor of that name")
        settings = {
            "bootstrap.servers": BOOTSTRAP,
            "group.id": group,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "session.timeout.ms": SESSION_TIMEOUT_MS,
            "heartbeat.interval.ms": SESSION_TIMEOUT_MS // 10,
            "fetch.message.max.bytes": 10_000_000,
        }
        if assignor:
            settings["partition.assignment.strategy"] = assignor
        if instance:
            settings["group.instance.id"] = instance
        return Consumer(settings)

    @staticmethod
    def _records(messages):
        for message in messages:
            if message.error():
                raise confluent_kafka.KafkaException(message.error())
        return [
            {
                "partition": message.partition(),
                "offset": message.offset(),
                "key": encoded(message.key()),
                "value": encoded(message.value()),
                "headers": [[name, encoded(value)] for name, value in message.headers() or []],
                "timestamp": message.timestamp()[1],
            }
            for message in messages
        ]

    def join(self, topic, group, assignor=None, instance=None):
        self._member = self._consumer(group, assignor, instance)
        self._member.subscribe([topic])

    def poll(self, ms):
        records = self._records(self._member.consume(1000, ms / 1000))
        return {"records": records, "assignment": [each.partition for each in self._member.assignment()]}

    def commit(self):
        try:
            self._member.commit(asynchronous=False)
        except confluent_kafka.KafkaException as refused:
            if refused.args[0].code() != confluent_kafka.KafkaError._NO_OFFSET:  # nothing was read
                raise

    def leave(self):
        self._member.close()
        self._member = None

    @property
    def admin(self):
        if self._admin is None:
            self._admin = AdminClient({"bootstrap.servers": BOOTSTRAP})
        return self._admin

    def create_topic(self, topic, partitions, configs):
        _all(self.admin.create_topics([NewTopic(topic, partitions, 1, config=configs)]))

    def topics(self):
        return {"topics": list(self.admin.list_topics(timeout=10).topics)}

    def partitions(self, topic):
        return {"partitions": len(self.admin.list_topics(topic, 10).topics[topic].partitions)}

    def config(self, topic, name):
        resource = ConfigResource(ConfigResource.Type.TOPIC, topic)
        return {"value": _all(self.admin.describe_configs([resource]))[0][name].value}

    def alter_config(self, topic, name, value):
        _all(self.admin.alter_configs([ConfigResource(ConfigResource.Type.TOPIC, topic, {name: value})]))

    def add_partitions(self, topic, total):
        _all(self.admin.create_partitions([NewPartitions(topic, total)]))

    def delete_records(self, topic, partition, before):
        raise Absent("no delete records before confluent-kafka 2")

    def delete_topic(self, topic):
        _all(self.admin.delete_topics([topic]))

    def groups(self):
        return {"groups": [group.id for group in self.admin.list_groups(timeout=10)]}

    def describe_group(self, group):
        found = self.admin.list_groups(group, 10)[0]
        return {"state": found.state, "members": len(found.members)}

    def delete_group(self, group):
        raise Absent("no delete groups before confluent-kafka 2")


def _all(futures):
    return [future.result(20) for future in futures.values()]


if __name__ == "__main__":
    serve(Confluent())
