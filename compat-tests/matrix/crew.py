"""Runners side by side: a client mostly waits, and another can play meanwhile."""

import queue
from concurrent.futures import ThreadPoolExecutor

from . import runner, table
from .program import Failed


class Crew:
    """Each runner has a hand of its own and plays one client at a time."""

    def __init__(self, contexts, say):
        self._say = say
        self._runners = [runner.Runner(context, say) for context in contexts]

    def play(self, clients, names):
        """Plays every scenario with every client. Returns what a client calls itself and its cells, by the client's name."""
        todo, done = queue.SimpleQueue(), {}
        for client in clients:
            todo.put(client)

        def work(run):
            while True:
                try:
                    client = todo.get_nowait()
                except queue.Empty:
                    return
                done[client.name] = self._play(run, client, names)

        with ThreadPoolExecutor(len(self._runners)) as pool:
            for working in [pool.submit(work, run) for run in self._runners]:
                working.result()
        return done

    def _play(self, run, client, names):
        try:
            title = run.hello(client)["client"]
        except Failed as failed:
            self._say("✗ %s: %s" % (client.name, failed))
            return client.name, {name: runner.Cell("fail", str(failed)) for name in names}
        cells = {}
        for name, cell in run.play(client, names):
            cells[name] = cell
            self._say("%s %-19s %-13s%5.1fs  %s" % (table.SIGNS[cell.outcome], client.name, name, cell.seconds, cell.reason[:200]))
        if all(cell.outcome != "fail" for cell in cells.values()):
            run.context.log_of(client).unlink(missing_ok=True)
        return title, cells

    def close(self):
        for run in self._runners:
            run.close()
