"""A client's program in a process of its own: one JSON line in, one JSON line out (clients/README.md)."""

import json
import os
import queue
import subprocess
import threading
import time


class Failed(Exception):
    """A cell failed; the text is the reason in the table."""


class Refused(Failed):
    """The client answered with an error."""


class Absent(Exception):
    """The client's library has no such thing."""


class TimedOut(Failed):
    """The client did not answer in time."""


class Program:
    def __init__(self, client, context):
        self.client = client
        self.context = context
        environment = dict(
            os.environ,
            BOOTSTRAP=context.bootstrap,
            SESSION_TIMEOUT_MS=str(context.session_timeout_ms),
            **client.environment,
        )
        self._log = open(context.log_of(client), "ab")
        self._process = subprocess.Popen(
            client.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, env=environment, cwd=client.folder
        )
        self._hello = None
        self.busy = False  # with what it has not answered in time
        self._answers = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self._process.stdout:
            try:
                self._answers.put(json.loads(line))
            except ValueError:
                self._log.write(line)  # a library that talks on standard output
        self._answers.put(None)

    def call(self, op, **arguments):
        """Asks and waits for the answer, at most until the cell's deadline."""
        self.ask(op, **arguments)
        return self.answer(op)

    def ask(self, op, **arguments):
        request = dict(arguments, op=op)
        self._note("> ", request)
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            raise Failed("the program ended before %s" % op) from None
        self.busy = True

    def hello(self):
        """Who the client is, and the small things it is without."""
        if self._hello is None:
            self._hello = self.call("hello")
        return self._hello

    def answer(self, op):
        """Waits for the answer to what was asked."""
        left = self.context.deadline - time.monotonic()
        try:
            answer = self._answers.get(timeout=max(left, 0.01))
        except queue.Empty:
            raise TimedOut("no answer to %s" % op) from None
        self.busy = False
        if answer is None:
            raise Failed("the program ended during %s" % op)
        self._note("< ", answer)
        if "error" in answer:
            raise Refused("%s: %s" % (op, answer["error"]))
        if "absent" in answer:
            raise Absent(answer["absent"])
        return answer

    def has_answered(self):
        return not self._answers.empty()

    def _note(self, direction, message):
        text = json.dumps(message)
        if len(text) > 600:
            text = text[:600] + "... (%d characters)" % len(text)
        self._log.write((direction + text + "\n").encode())
        self._log.flush()

    def usable(self):
        return self._process.poll() is None and not self.busy

    def kill(self):
        """A crash: nothing is said to anyone."""
        self._process.kill()
        self._end()

    def close(self):
        """The end of its input, and a kill if it does not end by that."""
        try:
            self._process.stdin.close()
        except OSError:
            pass
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._end()

    def _end(self):
        self._process.wait()
        self._log.close()
