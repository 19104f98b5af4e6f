#!/usr/bin/python3
"""kcat: each call is a run of the program; a member of a group is one that goes on running."""

import queue
import re
import signal
import subprocess
import threading
import time

from contract import BOOTSTRAP, SESSION_TIMEOUT_MS, Absent, decoded, encoded, serve

# Numbers and lengths on a line of their own, then the bytes: nothing in a record can be mistaken for a delimiter.
FORMAT = "%p %o %T %K %S\n%h\n%k%s\n"


class Kcat:
    def __init__(self):
        self._member = None

    def hello(self):
        version = re.search(r"Version (\S+)", kcat("-V"))
        library = re.search(r"librdkafka (\S+)", kcat("-V"))
        return {"client": "kcat %s on librdkafka %s" % (version.group(1), library.group(1))}

    def produce(self, topic, partition, codec, records):
        arguments = ["-P", "-t", topic, "-p", partition, "-z", codec, "-X", "message.max.bytes=10000000", "-X", "acks=all"]
        if any(record["timestamp"] is not None for record in records):
            raise Absent("a timestamp cannot be given")
        lines = [_line(record) for record in records]
        if len(records) > 10 and all(lines):
            kcat(*arguments, "-K", "\t", input=b"\n".join(lines))
            return
        for record in records:
            self._produce_one(arguments, record)

    @staticmethod
    def _produce_one(arguments, record):
        key, value = decoded(record["key"]), decoded(record["value"])
        arguments = list(arguments)
        for name, content in record["headers"]:
            arguments += ["-H", "%s=%s" % (name, decoded(content).decode())]
        if key is not None:
            arguments += ["-K", "\t"]
        if value is None:
            arguments += ["-Z"]
        # A delimiter that is not in the value: all of the input is one message.
        kcat(*arguments, "-D", "<<the end>>", input=(b"" if key is None else key + b"\t") + (value or b""))

    def consume(self, topic, partition, offset, count, ms):
        output = kcat("-C", "-t", topic, "-p", partition, "-o", offset, "-c", count, "-e", "-f", FORMAT, "-q", raw=True)
        records = []
        while output:
            record, output = _parsed(output)
            records.append(record)
        return {"records": records}

    def offset_at(self, topic, partition, timestamp):
        answer = kcat("-Q", "-t", "%s:%d:%d" % (topic, partition, timestamp))
        return {"offset": int(re.search(r"offset (-?\d+)", answer).group(1))}

    def join(self, topic, group, assignor=None, instance=None):
        if assignor == "sticky":
            raise Absent("no assignor of that name")
        settings = ["-X", "partition.assignment.strategy=" + assignor] if assignor else []
        settings += ["-X", "group.instance.id=" + instance] if instance else []
        self._member = Member(topic, group, settings)

    def poll(self, ms):
        time.sleep(ms / 1000)
        return self._member.drain()

    def commit(self):
        pass  # kcat commits what it has written out, at the latest when it leaves

    def leave(self):
        self._member.leave()

    def close(self):
        if self._member:
            self._member.leave()

    def topics(self):
        return {"topics": re.findall(r'topic "(.*?)"', kcat("-L"))}

    def partitions(self, topic):
        return {"partitions": len(re.findall(r"partition \d+, leader", kcat("-L", "-t", topic)))}


class Member:
    def __init__(self, topic, group, settings):
        self._process = subprocess.Popen(
            ["kcat", "-b", BOOTSTRAP, "-G", group]
            + settings
            + ["-X", "session.timeout.ms=%d" % SESSION_TIMEOUT_MS, "-X", "heartbeat.interval.ms=%d" % (SESSION_TIMEOUT_MS // 10)]
            + ["-X", "auto.offset.reset=earliest", "-u", "-f", "%p %o %s\n", topic],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=_die_with_parent,
        )
        self._records = queue.Queue()
        self._assignment = []
        threading.Thread(target=self._read_records, daemon=True).start()
        threading.Thread(target=self._read_assignments, daemon=True).start()

    def _read_records(self):
        for line in self._process.stdout:
            partition, offset, value = line.rstrip(b"\n").split(b" ", 2)
            self._records.put({"partition": int(partition), "offset": int(offset), "value": encoded(value)})

    def _read_assignments(self):
        for line in self._process.stderr:
            named = [int(each) for each in re.findall(rb"\[(\d+)\]", line.rsplit(b"): ", 1)[-1])]
            if b"incremental assignment" in line:
                self._assignment = self._assignment + named
            elif b"incremental revoke" in line:
                self._assignment = [each for each in self._assignment if each not in named]
            elif b"assigned:" in line:
                self._assignment = named
            elif b"revoked:" in line:
                self._assignment = []

    def drain(self):
        records = []
        while not self._records.empty():
            records.append(self._records.get())
        return {"records": records, "assignment": self._assignment}

    def leave(self):
        self._process.send_signal(signal.SIGTERM)
        self._process.wait()


def _die_with_parent():
    """Killed with the program: prctl(PR_SET_PDEATHSIG)."""
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def kcat(*arguments, input=None, raw=False):
    done = subprocess.run(
        ["kcat", "-b", BOOTSTRAP] + [each if isinstance(each, bytes) else str(each) for each in arguments],
        input=input,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    said = done.stderr.decode(errors="replace")
    if done.returncode != 0 or "Delivery failed" in said:
        raise RuntimeError(said.strip()[-400:])
    return done.stdout if raw else done.stdout.decode() + said


def _line(record):
    """The record as a line, if it can be one."""
    key, value = decoded(record["key"]), decoded(record["value"])
    if not key or not value or record["headers"] or b"\n" in key + value or b"\t" in key + value:
        return None
    return key + b"\t" + value


def _parsed(output):
    numbers, headers, rest = output.split(b"\n", 2)
    partition, offset, timestamp, key_bytes, value_bytes = (int(each) for each in numbers.split())
    key, rest = _taken(rest, key_bytes)
    value, rest = _taken(rest, value_bytes)
    named = [each.split("=", 1) for each in headers.decode().split(",") if each]
    record = {
        "partition": partition,
        "offset": offset,
        "key": encoded(key),
        "value": encoded(value),
        "headers": [[name, encoded(content.encode())] for name, content in named],
        "timestamp": timestamp,
    }
    return record, rest[1:]


def _taken(rest, count):
    return (None, rest) if count < 0 else (rest[:count], rest[count:])


if __name__ == "__main__":
    serve(Kcat())
