"""Plays the scenarios with one client, one cell after the other."""

import time
from dataclasses import dataclass

from . import scenarios
from .clients import HAND
from .program import Absent, Failed, Program
from .stage import Stage


@dataclass
class Cell:
    """One field of the table: `pass`, `fail` or `absent`, and why."""

    outcome: str
    reason: str = ""
    seconds: float = 0


class Context:
    """What all cells of a run share. The deadline moves with each cell."""

    def __init__(self, bootstrap, session_timeout_ms, limit_seconds, logs):
        self.bootstrap = bootstrap
        self.session_timeout_ms = session_timeout_ms
        self.limit_seconds = limit_seconds
        self.deadline = 0
        self._logs = logs
        self._names = []
        self._run = "%x" % (int(time.time()) & 0xFFFFFF)
        self.cell = "start"

    def begin(self, cell):
        self.cell = cell
        self.deadline = time.monotonic() + self.limit_seconds

    def log_of(self, client):
        self._logs.mkdir(parents=True, exist_ok=True)
        return self._logs / (client.name + ".log")

    def note(self, client, text):
        with open(self.log_of(client), "a") as log:
            log.write("== %s\n" % text)

    def fresh_name(self, client):
        self._names.append("matrix-%s-%s-%s-%d" % (self._run, client.name, self.cell, len(self._names)))
        return self._names[-1]

    def names(self):
        return self._names


class Runner:
    def __init__(self, context, say):
        self.context = context
        self.say = say
        self._kept = {}
        self._hand = None

    @property
    def hand(self):
        if self._hand is not None and not self._hand.usable():
            self._hand.kill()
            self._hand = None
        if self._hand is None:
            self._hand = Program(HAND, self.context)
        return self._hand

    def play(self, client, names):
        """Yields each scenario's name and its cell."""
        for name in names:
            cell = self._cell(client, name)
            self.context.note(client, "%s: %s %s" % (name, cell.outcome, cell.reason))
            yield name, cell
        if client.name in self._kept:
            self._kept.pop(client.name).close()

    def hello(self, client):
        """What the client calls itself, and the small things it is without."""
        self.context.begin("hello")
        program = Program(client, self.context)
        try:
            return program.hello()
        finally:
            program.close()

    def _cell(self, client, name):
        self.context.begin(name)
        self.context.note(client, name)
        begun = time.monotonic()
        stage = Stage(self.context, client, self.hand, self._kept)
        cell = Cell("pass")
        try:
            scenarios.ALL[name](stage)
        except Absent as absent:
            cell = Cell("absent", str(absent))
        except Failed as failed:
            cell = Cell("fail", " ".join(str(failed).split()))
        stage.end(cell.outcome == "fail")
        cell.seconds = time.monotonic() - begun
        return cell

    def close(self):
        """Takes away what the run created, and ends the programs."""
        if self._hand is not None and self._hand.usable():
            self.context.begin("cleaning")
            try:
                here = set(self._hand.call("topics")["topics"])
                for name in self.context.names():
                    if name in here:
                        self._hand.call("delete_topic", topic=name)
            except Failed as failed:
                self.say("some topics of the run are left: %s" % failed)
            self._hand.close()
        for program in self._kept.values():
            program.close()
