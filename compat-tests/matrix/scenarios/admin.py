"""Administrative calls. Each is seen to have worked by the client's own eyes and by kafka-clients'."""

from ..program import Refused
from ..stage import check, record
from .groups import Member


def topic(stage):
    name = stage.name()
    _create(stage, name, 3)
    if not stage.without("listing"):
        stage.until(lambda: name in stage.program.call("topics")["topics"], "the new topic is listed")
    stage.until(lambda: stage.program.call("partitions", topic=name)["partitions"] == 3, "the new topic has three partitions")
    check(stage.hand.call("partitions", topic=name)["partitions"] == 3, "kafka-clients sees another number of partitions")
    if stage.without("exists"):
        return
    try:
        _create(stage, name, 3)
    except Refused as refused:
        check("exist" in str(refused).lower(), "a second creation is refused with: %s", refused)
    else:
        check(False, "a second creation of the same topic was accepted")


def config(stage):
    name = stage.topic(**{"retention.ms": "1234567"})
    value = stage.program.call("config", topic=name, name="retention.ms")["value"]
    check(str(value) == "1234567", "retention.ms is %s after the creation", value)
    stage.program.call("alter_config", topic=name, name="retention.ms", value="7654321")
    stage.until(
        lambda: stage.program.call("config", topic=name, name="retention.ms")["value"] == "7654321", "the altered value is read"
    )
    value = stage.hand.call("config", topic=name, name="retention.ms")["value"]
    check(value == "7654321", "kafka-clients reads %s", value)


def add_partitions(stage):
    name = stage.topic(partitions=2)
    stage.program.call("add_partitions", topic=name, total=5)
    stage.until(lambda: stage.hand.call("partitions", topic=name)["partitions"] == 5, "the topic has five partitions")


def delete_records(stage):
    name = stage.topic()
    stage.hand.call("produce", topic=name, partition=0, codec="none", records=[record(None, b"%d" % i) for i in range(20)])
    stage.program.call("delete_records", topic=name, partition=0, before=15)
    first = stage.hand.call("offset_at", topic=name, partition=0, timestamp=0)["offset"]
    check(first == 15, "the first record is at %s", first)


def delete_topic(stage):
    name = stage.topic()
    stage.program.call("delete_topic", topic=name)
    stage.until(lambda: name not in stage.hand.call("topics")["topics"], "the topic is gone")


def groups(stage):
    group, member = _stable_group(stage)
    stage.until(lambda: group in stage.program.call("groups")["groups"], "the group is listed")
    described = stage.program.call("describe_group", group=group)
    check(described["members"] == 1, "described with %s members", described["members"])
    check(described["state"].lower() == "stable", "described as %s", described["state"])
    member.leave()
    stage.until(lambda: stage.program.call("describe_group", group=group)["members"] == 0, "the group is empty")


def delete_group(stage):
    group, member = _stable_group(stage)
    member.commit()
    member.leave()
    stage.until(lambda: stage.hand.call("describe_group", group=group)["members"] == 0, "the group is empty")
    stage.program.call("delete_group", group=group)
    stage.until(lambda: group not in stage.hand.call("groups")["groups"], "the group is gone")


def _stable_group(stage):
    group = stage.name()
    member = Member(stage.program, stage.topic(), group)

    def joined():
        member.poll()
        return member.has

    stage.until(joined, "the member has its partition")
    return group, member


def _create(stage, name, partitions):
    stage.program.call("create_topic", topic=name, partitions=partitions, configs={})
