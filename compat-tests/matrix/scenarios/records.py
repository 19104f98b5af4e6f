"""Records go in and come back equal."""

import random

from ..program import Failed, Refused
from ..stage import check, decoded, record

MAX_MESSAGE_BYTES = 1048588  # the default of message.max.bytes
READING_MS = 15_000  # then what has come is all that came
BEGIN = 1_600_000_000_000


def codec(name):
    def scenario(stage):
        topic = stage.topic()
        written = _written(200)
        _produce(stage, topic, written, name)
        _comes_back(stage, topic, written)

    return scenario


def keys(stage):
    topic = stage.topic()
    several = [None, b"", b"text", "grün".encode(), bytes([0, 10, 255, 128])]
    written = [record(key, b"a value") for key in several if key != b"" or not stage.without("empty")]
    _produce(stage, topic, written)
    _comes_back(stage, topic, written)


def nulls(stage):
    topic = stage.topic()
    written = [record(b"null", None), record(b"text", b"text")]
    if not stage.without("empty"):
        written.append(record(b"empty", b""))
    _produce(stage, topic, written)
    _comes_back(stage, topic, written)


def headers(stage):
    topic = stage.topic()
    several = [("first", b"1"), ("name", "grün".encode()), ("name", b"again"), ("empty", b"")]
    written = [record(b"with", b"v", several), record(b"without", b"v")]
    _produce(stage, topic, written)
    _comes_back(stage, topic, written, "headers")


def timestamps(stage):
    topic = stage.topic()
    written = [record(b"%d" % i, b"v", timestamp=BEGIN + 1000 * i) for i in range(10)]
    _produce(stage, topic, written)
    _comes_back(stage, topic, written, "timestamp")


def large(stage):
    topic = stage.topic()
    written = [record(b"large", random.Random(1).randbytes(MAX_MESSAGE_BYTES - 1000))]
    _produce(stage, topic, written)
    _comes_back(stage, topic, written)


def too_large(stage):
    topic = stage.topic()
    try:
        _produce(stage, topic, [record(b"too", random.Random(1).randbytes(MAX_MESSAGE_BYTES + 10_000))])
    except Refused as refused:
        text = str(refused).lower().replace("_", "").replace(" ", "")
        if not any(each in text for each in ("toolarge", "messagesizetoolarge", "larger", "maxmessagesize", "exceedsmax")):
            raise Failed("refused, but not for its size: %s" % refused) from None
    else:
        raise Failed("a record above max.message.bytes was accepted")
    after = [record(b"after", b"v")]
    _produce(stage, topic, after)
    _comes_back(stage, topic, after)


def seek(stage):
    topic = stage.topic()
    written = _written(100)
    _prepare(stage, topic, written)
    middle = stage.program.call("consume", topic=topic, partition=0, offset=70, count=30, ms=READING_MS)["records"]
    _equal(middle, written[70:], 70)
    start = stage.program.call("consume", topic=topic, partition=0, offset=0, count=100, ms=READING_MS)["records"]
    _equal(start, written, 0)


def by_time(stage):
    topic = stage.topic()
    _prepare(stage, topic, [record(b"k", b"v", timestamp=BEGIN + 1000 * i) for i in range(10)])
    for timestamp, expected in ((0, 0), (BEGIN + 3000, 3), (BEGIN + 3001, 4), (BEGIN + 9000, 9)):
        offset = stage.program.call("offset_at", topic=topic, partition=0, timestamp=timestamp)["offset"]
        check(offset == expected, "at %d: offset %s instead of %d", timestamp, offset, expected)
    beyond = stage.program.call("offset_at", topic=topic, partition=0, timestamp=BEGIN + 9001)["offset"]
    # Clients say "none" in their own ways: -1, null, or the end.
    check(beyond in (None, -1, 10), "beyond the last record: offset %s", beyond)


def _written(count):
    return [record(b"key %d" % i, b"value %d " % i + b"and some more that is alike in each; " * (i % 9)) for i in range(count)]


def _produce(stage, topic, written, name="none"):
    stage.program.call("produce", topic=topic, partition=0, codec=name, records=written)


def _prepare(stage, topic, written):
    stage.hand.call("produce", topic=topic, partition=0, codec="none", records=written)


def _comes_back(stage, topic, written, *fields):
    """Read by kafka-clients, which the scenario trusts, and then by the client itself."""
    for program in (stage.hand, stage.program):
        read = program.call("consume", topic=topic, partition=0, offset=0, count=len(written), ms=READING_MS)["records"]
        try:
            _equal(read, written, 0, *fields)
        except Failed as failed:
            raise Failed("read by %s: %s" % ("kafka-clients" if program is stage.hand else "itself", failed)) from None


def _equal(read, written, first_offset, *fields):
    check(len(read) == len(written), "%d records came back of %d", len(read), len(written))
    for i, (got, expected) in enumerate(zip(read, written)):
        check(got["offset"] == first_offset + i, "record %d has offset %s", i, got["offset"])
        for field in ("key", "value") + fields:
            check(got[field] == expected[field], "record %d: %s is %s, not %s", i, field, _short(got[field]), _short(expected[field]))


def _short(value):
    if isinstance(value, str):
        value = decoded(value)
    return repr(value)[:80]
