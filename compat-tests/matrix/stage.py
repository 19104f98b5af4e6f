"""What a scenario plays on: a client, the hand that prepares and verifies, topics of its own, and a deadline."""

import base64
import time

from .program import Absent, Failed, Program


def encoded(data):
    return None if data is None else base64.b64encode(data).decode()


def decoded(text):
    return None if text is None else base64.b64decode(text)


def record(key, value, headers=(), timestamp=None):
    """A record to be produced; bytes or None for key and value."""
    return {
        "key": encoded(key),
        "value": encoded(value),
        "headers": [[name, encoded(content)] for name, content in headers],
        "timestamp": timestamp,
    }


def check(condition, text, *arguments):
    if not condition:
        raise Failed(text % arguments)


class Stage:
    """One cell. The client's first program is kept for the next cell, as long as it answers."""

    def __init__(self, context, client, hand, kept):
        self.context = context
        self.client = client
        self.hand = hand
        self._kept = kept
        self._others = []

    @property
    def program(self):
        if self._kept.get(self.client.name) is None:
            self._kept[self.client.name] = Program(self.client, self.context)
        return self._kept[self.client.name]

    def another(self):
        """One more program of the same client, in a process of its own, for this cell."""
        program = Program(self.client, self.context)
        self._others.append(program)
        return program

    def topic(self, partitions=1, **configs):
        """A fresh topic with a leader for each partition."""
        name = self.name()
        self.hand.call("create_topic", topic=name, partitions=partitions, configs=configs)
        self.until(lambda: self.hand.call("partitions", topic=name)["partitions"] == partitions, "the topic is there")
        return name

    def name(self):
        """A name for a topic or a group that nobody has taken."""
        return self.context.fresh_name(self.client)

    def without(self, what):
        """Whether the client has said that it lacks one small thing, which the scenario then leaves out."""
        return what in self.program.hello().get("without", {})

    def need(self, what):
        """Ends a scenario that is nothing without it."""
        if self.without(what):
            raise Absent(self.program.hello()["without"][what])

    def until(self, done, what):
        """Asks again and again, as the deadline allows. What `done` refuses counts as not yet."""
        refusal = None
        while time.monotonic() < self.context.deadline - 1:
            try:
                if done():
                    return
            except Failed as failed:
                refusal = failed
            time.sleep(0.1)
        raise Failed("not in time: %s%s" % (what, " (%s)" % refusal if refusal else ""))

    def end(self, failed):
        for program in self._others:
            program.kill() if failed else program.close()
        if failed and self._kept.get(self.client.name):
            self._kept.pop(self.client.name).kill()
