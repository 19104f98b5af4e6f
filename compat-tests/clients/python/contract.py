"""The contract of clients/README.md for programs in Python: reads requests, calls the method of that name, writes answers."""

import base64
import json
import os
import sys
import traceback

BOOTSTRAP = os.environ.get("BOOTSTRAP", "localhost:9092")
SESSION_TIMEOUT_MS = int(os.environ.get("SESSION_TIMEOUT_MS", "6000"))


class Absent(Exception):
    """The library has no such thing."""


def encoded(data):
    return None if data is None else base64.b64encode(data).decode()


def decoded(text):
    return None if text is None else base64.b64decode(text)


def serve(client):
    """Until the input ends. A method returns a dictionary, or None for an empty one."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what a library prints is no answer
    for line in sys.stdin:
        request = json.loads(line)
        op = getattr(client, request.pop("op"), None)
        try:
            if op is None:
                raise Absent("no such call in the library")
            answer = op(**request) or {}
        except Absent as absent:
            answer = {"absent": str(absent)}
        except Exception as error:  # whatever a library throws is its answer
            traceback.print_exc()
            answer = {"error": "%s: %s" % (type(error).__name__, error)}
        answers.write(json.dumps(answer) + "\n")
    close = getattr(client, "close", None)
    if close:
        close()
    answers.flush()
    os._exit(0)  # no library keeps the process alive
