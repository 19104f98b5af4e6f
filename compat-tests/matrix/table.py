"""The table: on a terminal, and as a part of docs/compatibility.md."""

from . import scenarios

SIGNS = {"pass": "✓", "fail": "✗", "absent": "–"}
BEGIN = "<!-- client matrix: written by compat-tests/run --write -->"
END = "<!-- end of the client matrix -->"


def as_text(rows, names):
    """Columns by number, with the names above; then the reasons.
    rows: the client's own name to its cells by scenario."""
    wide = max([len(client) for client in rows] + [10])
    lines = []
    for i, name in enumerate(names):
        lines.append(" " * wide + "  " + "│ " * i + "┌ " + name)
    for client, cells in rows.items():
        lines.append(client.ljust(wide) + "  " + " ".join(_sign(cells, name) for name in names))
    lines.append("")
    for outcome, title in (("fail", "failed"), ("absent", "not in this client")):
        lines += ["%s: %s" % (title, each) for each in _reasons(rows, names, outcome)]
    return "\n".join(lines)


def as_markdown(rows, names):
    lines = ["| client | " + " | ".join(names) + " |", "|---|" + ":-:|" * len(names)]
    for client, cells in rows.items():
        lines.append("| %s | %s |" % (client, " | ".join(_sign(cells, name) for name in names)))
    failed, absent = _reasons(rows, names, "fail"), _reasons(rows, names, "absent")
    if failed:
        lines += ["", "Failed:", ""] + ["- " + each for each in failed]
    if absent:
        lines += ["", "Not in the client:", ""] + ["- " + each for each in absent]
    lines += ["", "What the columns say:", ""]
    lines += ["- *%s*: %s" % (name, scenarios.MEANING[name]) for name in names]
    return "\n".join(lines)


def write_into(page, rows, names):
    """Puts the table between its two marks, which the page has."""
    text = page.read_text()
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    page.write_text(before + BEGIN + "\n\n" + as_markdown(rows, names) + "\n\n" + END + after)


def _sign(cells, name):
    return SIGNS[cells[name].outcome] if name in cells else " "


def _reasons(rows, names, outcome):
    """One line for each client and reason, with the scenarios it explains."""
    lines = []
    for client, cells in rows.items():
        by_reason = {}
        for name in names:
            if name in cells and cells[name].outcome == outcome:
                by_reason.setdefault(cells[name].reason, []).append(name)
        lines += ["%s, %s: %s" % (client, ", ".join(explained), reason[:300]) for reason, explained in by_reason.items()]
    return lines
