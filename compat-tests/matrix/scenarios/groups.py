"""Members of a group come, go, crash, and go on where they committed."""

from ..stage import check, decoded, record


def join_and_leave(stage):
    stage.need("reading")
    topic, group = stage.topic(partitions=4), stage.name()
    first, second = Member(stage.program, topic, group), Member(stage.another(), topic, group)
    _until(stage, "two members share four partitions", lambda: len(first.has) == len(second.has) == 2, first, second)
    check(not first.has & second.has, "both have %s", first.has & second.has)
    values = _produce(stage, topic, 40)
    _until(stage, "all records are read", lambda: len(first.read) + len(second.read) >= 40, first, second)
    check(sorted(first.read + second.read) == sorted(values), "read %s and %s", first.read, second.read)
    second.commit()
    second.leave()
    _until(stage, "the other takes over what one left", lambda: len(first.has) == 4, first)
    first.leave()


def crash(stage):
    stage.need("reading")
    topic, group = stage.topic(partitions=4), stage.name()
    first, second = Member(stage.program, topic, group), Member(stage.another(), topic, group)
    _until(stage, "two members share four partitions", lambda: len(first.has) == len(second.has) == 2, first, second)
    second.program.kill()
    _until(stage, "the other takes over what a killed one had", lambda: len(first.has) == 4, first)
    values = _produce(stage, topic, 20)
    _until(stage, "all records are read", lambda: len(first.read) >= 20, first)
    check(sorted(first.read) == sorted(values), "read %s", first.read)
    first.leave()


def resume(stage):
    stage.need("reading")
    topic, group = stage.topic(partitions=2), stage.name()
    values = _produce(stage, topic, 30, partitions=2)
    before = Member(stage.program, topic, group)
    _until(stage, "the first 30 are read", lambda: len(before.read) >= 30, before)
    check(sorted(before.read) == sorted(values), "read %s", before.read)
    before.commit()
    before.leave()
    values = _produce(stage, topic, 10, partitions=2, begin=30)
    after = Member(stage.another(), topic, group)
    _until(stage, "the next 10 are read", lambda: len(after.read) >= 10, after)
    check(sorted(after.read) == sorted(values), "after the restart: read %s", after.read)
    after.leave()


def assigned_by(assignor):
    """Members that have nothing but this assignor: they agree on it, share by it, and take over by it."""

    def scenario(stage):
        stage.need("reading")
        topic, group = stage.topic(partitions=4), stage.name()
        first = Member(stage.program, topic, group, assignor=assignor)
        second = Member(stage.another(), topic, group, assignor=assignor)
        _until(stage, "two members share four partitions", lambda: len(first.has) == len(second.has) == 2, first, second)
        check(not first.has & second.has, "both have %s", first.has & second.has)
        agreed = stage.hand.call("describe_group", group=group)["assignor"]
        check(agreed == first.assignor, "they agreed on %s", agreed)
        second.leave()
        _until(stage, "the other takes over what one left", lambda: len(first.has) == 4, first)
        first.leave()

    return scenario


def static_member(stage):
    """A member with a name is killed and comes back under it before its session ends: nobody else notices."""
    stage.need("reading")
    topic, group = stage.topic(partitions=4), stage.name()
    first = Member(stage.program, topic, group, instance="one")
    second = Member(stage.another(), topic, group, instance="two")
    _until(stage, "two members share four partitions", lambda: len(first.has) == len(second.has) == 2, first, second)
    kept, lost = set(first.has), set(second.has)
    program = stage.another()
    program.hello()
    second.program.kill()
    back = Member(program, topic, group, instance="two")
    _until(stage, "it has again what it had", lambda: back.has == lost, first, back)
    first.finish()
    check(first.has == kept, "the other had %s and now has %s", kept, first.has)
    members = stage.hand.call("describe_group", group=group)["members"]
    check(members == 2, "the group has %s members", members)
    back.leave()
    first.leave()


class Member:
    """A client's program as a member of a group: what it has been given and what it has read."""

    def __init__(self, program, topic, group, **wishes):
        self.program = program
        answer = self.program.call("join", topic=topic, group=group, **wishes)
        self.assignor = answer.get("assignor", wishes.get("assignor"))  # some libraries have names of their own
        self.has = set()
        self.read = []
        self._asked = False

    def poll(self):
        """Asks for what came, or sees whether the answer to the last time is here: some libraries answer only when all
        members have joined anew, and those must be polled meanwhile."""
        if not self._asked:
            self.program.ask("poll", ms=200)
            self._asked = True
        elif self.program.has_answered():
            self._take()

    def _take(self):
        self._asked = False
        answer = self.program.answer("poll")
        self.has = set(answer["assignment"])
        self.read += [decoded(each["value"]).decode() for each in answer["records"]]

    def finish(self):
        """Waits for what has been asked."""
        if self._asked:
            self._take()

    def commit(self):
        self.finish()
        self.program.call("commit")

    def leave(self):
        self.finish()
        self.program.call("leave")


def _until(stage, what, done, *members):
    def poll_all():
        for member in members:
            member.poll()
        return done()

    stage.until(poll_all, what)


def _produce(stage, topic, count, partitions=4, begin=0):
    values = ["value %d" % i for i in range(begin, begin + count)]
    for partition in range(partitions):
        written = [record(None, value.encode()) for value in values[partition::partitions]]
        stage.hand.call("produce", topic=topic, partition=partition, codec="none", records=written)
    return values
