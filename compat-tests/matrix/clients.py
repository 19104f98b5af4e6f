"""The clients of the matrix: how each is started, and what it must find installed."""

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
CLIENTS = HERE / "clients"
BUILT = HERE / "target" / "clients-built"


@dataclass(frozen=True)
class Client:
    name: str
    folder: Path
    command: list
    installed: list  # a command that ends well where all it needs is there
    build: list = None  # makes of its source what the command runs; does nothing when that is fresh
    environment: dict = field(default_factory=dict)

    def is_installed(self):
        try:
            return subprocess.run(self.installed, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
        except OSError:
            return False


def _java(name, main, line):
    script = str(CLIENTS / "java" / "client")
    return Client(
        name,
        CLIENTS / "java",
        [script, "run", line, main],
        ["sh", "-c", "command -v mvn && command -v javac"],
        [script, "build", line],
    )


def _c(name):
    script = str(CLIENTS / "c" / "client")
    headers = "test -e /usr/include/librdkafka/rdkafka.h && test -e /usr/include/jansson.h"
    return Client(name, CLIENTS / "c", [str(BUILT / name)], ["sh", "-c", "command -v gcc && " + headers], [script, name])


def _python(name, program, module):
    python = "/usr/bin/python3"  # Debian's packages are Debian's Python's
    return Client(name, CLIENTS / "python", [python, program], [python, "-c", "import " + module])


def _node(name, module):
    return Client(name, CLIENTS / "node", ["node", module + ".js"], ["node", "-e", "require('%s')" % module])


def _go(name, program, package):
    script = str(CLIENTS / "go" / "client")
    return Client(
        name,
        CLIENTS / "go",
        [str(BUILT / program)],
        ["sh", "-c", "command -v go && test -d /usr/share/gocode/src/" + package],
        [script, program],
    )


ALL = [
    _java("kafka-clients-2.1.1", "Plain", "kafka-clients-2.1.1"),
    _java("kafka-clients-2.8.2", "Plain", "kafka-clients-2.8.2"),
    _java("kafka-clients-3.9.1", "Plain", "kafka-clients-3.9.1"),
    _java("kafka-clients-4.3.1", "Plain", "kafka-clients-4.3.1"),
    _java("kafka-clients-4.4.0", "Plain", "kafka-clients-4.4.0"),
    _java("spring-kafka", "Spring", "spring-kafka"),
    _java("reactor-kafka", "Reactor", "reactor-kafka"),
    _python("kcat", "kcat.py", "shutil, sys; sys.exit(not shutil.which('kcat'))"),
    _c("librdkafka"),
    _python("confluent-kafka", "confluent.py", "confluent_kafka"),
    _python("kafka-python", "kafkapython.py", "kafka"),
    _node("kafkajs", "kafkajs"),
    _node("kafka-node", "kafka-node"),
    _node("node-rdkafka", "node-rdkafka"),
    _go("sarama", "sarama", "github.com/Shopify/sarama"),
]

HAND = ALL[4]  # prepares topics and verifies what was written
assert HAND.name == "kafka-clients-4.4.0"


def build(clients):
    """Builds what the clients run, where that is not fresh. Returns why not, by the names of those that cannot be built."""
    unbuilt = {}
    for client in clients:
        if client.build:
            done = subprocess.run(client.build, cwd=client.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            if done.returncode != 0:
                unbuilt[client.name] = "cannot be built: %s" % done.stdout.strip()[-300:]
    return unbuilt
