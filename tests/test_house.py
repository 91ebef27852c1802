#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the house that a machine can see (src/README.md, "Who may call whom").

Who includes whom, which library has its room where, how long a function and a file may be, and
words that must not stand in the program. Prints TAP: first that each rule can fail, on a tree
made for it, then the rules on the real tree.

usage: test_house.py SOURCE_ROOT
"""

import re
import sys
import tempfile
from pathlib import Path

# Arrows run down only. What each room may include besides itself.
ROOMS = {
    "base": set(),
    "model": {"base"},
    "store": {"model", "base"},
    "exchange": {"model", "base"},
    "service": {"store", "exchange", "model", "base"},
    "cli": {"service", "store", "exchange", "model", "base"},
    "tui": {"service", "store", "exchange", "model", "base"},
}
# Headers of a library, and the only folder that may include them.
LIBRARIES = [
    (re.compile(r"(n?curses|panel|menu|form|term|unctrl)\.h$|ncursesw?/"), "tui/"),
    (re.compile(r"sqlite3"), "store/"),
    (re.compile(r"libical/|ical\.h$"), "exchange/ical/"),
    (re.compile(r"gmime"), "exchange/mail/"),
]
# Made by the build, in no room. main.c starts both faces, and is in no room itself.
GENERATED = {"config.h", "embedded.h"}
MAX_FUNCTION = 120
MAX_FILE = 700
FORBIDDEN = [
    (re.compile(r"\bA_BLINK\b"), "nothing blinks"),
    (re.compile(r"\b(v?sprintf|strcpy|strcat|gets)\s*\("), "it does not know the size of the buffer"),
    (re.compile(r"\bsystem\s*\("), "no shell"),
    (re.compile(r"\bsignal\s*\("), "signals come by signalfd"),
]
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
COMMENT_OR_TEXT = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
NAME_BEFORE_BODY = re.compile(r"(\w+)\s*\([^;{}]*\)[^;{}=]*$", re.DOTALL)


def code_only(text):
    """The text with comments and literals blanked, every line where it was."""
    return COMMENT_OR_TEXT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def functions(text):
    """(name, first line, number of lines) of every function body at the outermost level."""
    code = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda found: "\n" * found.group().count("\n"),
        code_only(text), flags=re.MULTILINE)
    depth = start = last_end = 0
    name = None
    for found in re.finditer(r"[{};]", code):
        if found.group() == "{":
            if depth == 0:
                head = NAME_BEFORE_BODY.search(code[last_end:found.start()])
                name = head.group(1) if head else None
                start = code.count("\n", 0, found.start()) + 1
            depth += 1
        elif found.group() == "}":
            depth -= 1
            if depth == 0 and name:
                end = code.count("\n", 0, found.start()) + 1
                yield name, start, end - start + 1
        if depth == 0:
            last_end = found.end()


def sources(root):
    """(path from src/, text) of every C file under src/."""
    for path in sorted((root / "src").rglob("*.[ch]")):
        yield path.relative_to(root / "src").as_posix(), path.read_text(encoding="utf-8")


def check_arrows(root):
    """Faces call the service, the service the store: never up, never sideways."""
    for name, text in sources(root):
        room = name.split("/")[0]
        if room not in ROOMS:
            continue
        for bracket, header in INCLUDE.findall(text):
            if bracket != '"' or header in GENERATED:
                continue
            other = header.split("/")[0]
            if "/" not in header or other not in ROOMS:
                yield f'{name}: "{header}" is not named from src/'
            elif other != room and other not in ROOMS[room]:
                yield f"{name}: {room} must not include {other} ({header})"


def check_libraries(root):
    """Each library is known in one room."""
    for name, text in sources(root):
        for _bracket, header in INCLUDE.findall(text):
            for pattern, home in LIBRARIES:
                if _bracket == "<" and pattern.match(header) and not name.startswith(home):
                    yield f"{name}: only {home} includes <{header}>"


def check_lengths(root):
    """A function fits on two screens, a file holds one subject."""
    for name, text in sources(root):
        lines = text.count("\n")
        if lines > MAX_FILE:
            yield f"{name}: {lines} lines (at most {MAX_FILE})"
        for function, line, length in functions(text):
            if length > MAX_FUNCTION:
                yield f"{name}:{line}: {function}() has {length} lines (at most {MAX_FUNCTION})"


def check_words(root):
    """What must not stand in the program."""
    for name, text in sources(root):
        code = code_only(text)
        for pattern, reason in FORBIDDEN:
            for found in pattern.finditer(code):
                line = code.count("\n", 0, found.start()) + 1
                yield f"{name}:{line}: {found.group()}: {reason}"
        for found in UNFINISHED.finditer(text):
            yield f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {found.group()}"


def check_heads(root):
    """Each file says its licence first, each header is guarded by its path."""
    for name, text in sources(root):
        if not text.startswith("/* SPDX-License-Identifier: GPL-3.0-or-later */\n"):
            yield f"{name}: the first line is not the licence"
        guard = "TRAFFPUNKT_" + re.sub(r"\W", "_", name).upper()
        if name.endswith(".h") and f"#ifndef {guard}\n#define {guard}\n" not in text:
            yield f"{name}: the guard is not {guard}"


# Privacy mode: what the dashboard shows of a record is read by veil.c or a list, which veil it. The
# others here read what is not shown, or is shown in a form, which is not opened on people then.
READERS = {
    "tui/veil.c": {"store_get", "store_all", "store_referring"},
    "tui/list.c": {"store_page"},
    "tui/listmarks.c": {"store_page"},
    "tui/history.c": {"store_history"},
    "tui/attend.c": {"store_history"},  # its newest number only
    "tui/change.c": {"store_get"},
    # Of commands that are refused in privacy mode (COMMAND_PERSONAL).
    "tui/lifecycle.c": {"store_get"},
    "tui/merge.c": {"store_get"},
    "tui/who.c": {"store_get"},
    "tui/formsave.c": {"store_get"},
    "tui/formtell.c": {"store_get"},
}
READING = re.compile(r"\b(store_(?:get|all|referring|page|history))\s*\(")


def check_readers(root):
    """The dashboard reads what it shows through the veil (tui/veil.h)."""
    for name, text in sources(root):
        code = code_only(text)
        if not name.startswith("tui/"):
            continue
        for found in READING.finditer(code):
            if found.group(1) not in READERS.get(name, set()):
                line = code.count("\n", 0, found.start()) + 1
                yield f"{name}:{line}: {found.group(1)} shows names in privacy mode: veil_..."


# Internal notes never leave: nothing that writes letters or files can read them (invariant 19).
NOTES = "model/internalnote.h"
NOTE_READERS = {
    "model/internalnote.c",
    "model/record.c",  # the list of all entities
    "service/hooks.c",  # a note is sealed as its request is
    "service/request/note.c",
    "service/request/lintnote.c",  # to block what quotes them
    "cli/requestnote.c",
    "cli/requestshow.c",
    "tui/request/noteeditor.c",
    "tui/request/notes.c",
    "tui/request/thread.c",
}
# What shows notes to us may lead to them; what composes and writes must not even do that.
NOTE_SERVICES = re.compile(r"service/request/note\.h$|tui/request/note|cli/requestnote\.h$")
COMPOSERS = re.compile(
    r"exchange/|model/letter|model/webtext|service/(outbox|parcel|draft|writer|calendar|publish|extract|network"
    r"|report|webtext|feed|peoplefile|remind|request/(answer|export|template|placeholder|gate|doors|thread))")


def check_notes(root):
    """Internal notes are read where they are shown, and nowhere that anything leaves from."""
    for name, text in sources(root):
        for _bracket, header in INCLUDE.findall(text):
            if header == NOTES and name not in NOTE_READERS:
                yield f"{name}: {NOTES} is read by what shows notes only"
            if COMPOSERS.match(name) and NOTE_SERVICES.match(header):
                yield f"{name}: what leaves must not lead to notes ({header})"
        if COMPOSERS.match(name) and "internal_note" in code_only(text):
            yield f"{name}: what leaves must not name notes"


def check_tap(root):
    """A test that the build reads as TAP speaks it: anything else is skipped, whatever it finds."""
    for path in sorted((root / "tests").glob("*/test_*.c")):
        plan = path.parent / "meson.build"
        if path.name in NO_TAP or (plan.exists() and "'tap'" not in plan.read_text("utf-8")):
            continue
        if "CM_OUTPUT_TAP" not in path.read_text(encoding="utf-8"):
            yield f"{path.parent.name}/{path.name}: cmocka_set_message_output(CM_OUTPUT_TAP)"


# Told by their exit status alone.
NO_TAP = {"test_networkfile.c"}

RULES = [check_readers, check_notes, check_arrows, check_libraries, check_lengths, check_words, check_heads,
    check_tap]

LICENCE = "/* SPDX-License-Identifier: GPL-3.0-or-later */\n"
LONG = "int f(void)\n{\n" + "\tg();\n" * MAX_FUNCTION + "}\n"
# (rule, file, text, how many complaints it must give)
SPECIMENS = [
    (check_arrows, "base/a.c", '#include "model/value.h"\n', 1),
    (check_arrows, "model/a.c", '#include "base/text.h"\n#include "store/store.h"\n', 1),
    (check_arrows, "store/a.c", '#include "exchange/file.h"\n', 1),
    (check_arrows, "exchange/ical/a.c", '#include "store/store.h"\n', 1),
    (check_arrows, "service/a.c", '#include "tui/draw.h"\n#include "cli/cli.h"\n', 2),
    (check_arrows, "cli/a.c", '#include "tui/tui.h"\n#include "service/service.h"\n', 1),
    (check_arrows, "tui/a.c", '  #  include "cli/cli.h"\n#include "store/page.h"\n', 1),
    (check_arrows, "tui/b.c", '#include "draw.h"\n#include "config.h"\n', 1),
    (check_arrows, "main.c", '#include "cli/cli.h"\n#include "tui/tui.h"\n', 0),
    (check_libraries, "tui/a.c", "#include <curses.h>\n#include <term.h>\n", 0),
    (check_libraries, "cli/a.c", "#include <ncurses.h>\n", 1),
    (check_libraries, "base/a.c", "#include <ncursesw/curses.h>\n#include <term.h>\n", 2),
    (check_libraries, "service/a.h", "#include <sqlite3.h>\n", 1),
    (check_libraries, "exchange/a.c", "#include <libical/ical.h>\n", 1),
    (check_libraries, "exchange/ical/a.c", "#include <libical/ical.h>\n#include <gmime/gmime.h>\n", 1),
    (check_lengths, "base/a.c", LONG, 1),
    (check_lengths, "base/a.c", LONG.replace("\tg();\n", "", 3), 0),
    (check_lengths, "base/a.c", "struct big x = {\n" + "\t1,\n" * 300 + "};\n", 0),
    (check_lengths, "base/a.c", "char *s = \"{\"; /* { */\n#define X(a) { \\\n a\n" + LONG, 1),
    (check_lengths, "base/a.c", "\n" * (MAX_FILE + 1), 1),
    (check_words, "base/a.c", "/* sprintf( */ snprintf(b, 1, x); sprintf (b, x);\n", 1),
    (check_words, "base/a.c", 'x("system(1)"); system("ls"); set_system(3);\n', 1),
    (check_words, "tui/a.c", "attron(A_BLINK);\nstrcpy(a, b);\n", 2),
    (check_words, "tui/a.c", "/* TODO: later */\n", 1),
    (check_readers, "tui/pane.c", "store_get(s, e, 1, r, x); store_all (s);\n", 2),
    (check_readers, "tui/veil.c", "store_get(s, e, 1, r, x);\n", 0),
    (check_readers, "cli/shown.c", "store_get(s, e, 1, r, x);\n", 0),
    (check_notes, "service/request/answer.c", '#include "model/internalnote.h"\n', 1),
    (check_notes, "service/request/note.c", '#include "model/internalnote.h"\n', 0),
    (check_notes, "service/parcel.c", '#include "service/request/note.h"\n', 1),
    (check_notes, "service/extract.c", "x(&internal_note_entity);\n", 1),
    (check_tap, "../tests/model/test_a.c", "return cmocka_run_group_tests(t, NULL, NULL);\n", 1),
    (check_tap, "../tests/model/test_a.c", "cmocka_set_message_output(CM_OUTPUT_TAP);\n", 0),
    (check_heads, "base/a.c", "int x;\n", 1),
    (check_heads, "base/a_b.h", LICENCE + "#ifndef TRAFFPUNKT_BASE_A_B_H\n#define TRAFFPUNKT_BASE_A_B_H\n", 0),
    (check_heads, "base/a_b.h", LICENCE + "#pragma once\n", 1),
]


def complaints_about(rule, name, text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "src" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        return list(rule(Path(folder)))


def main():
    root = Path(sys.argv[1])
    print(f"1..{len(SPECIMENS) + len(RULES) + 1}")
    number = bad = 0

    def report(good, what, notes):
        nonlocal number, bad
        number += 1
        bad += not good
        print(f"{'ok' if good else 'not ok'} {number} - {what}")
        for note in notes:
            print(f"# {note}")

    for rule, name, text, expected in SPECIMENS:
        found = complaints_about(rule, name, text)
        report(len(found) == expected, f"{rule.__name__} can judge {name}",
            [] if len(found) == expected else [f"expected {expected} complaints", *found])
    # The rules must be looking at something.
    report(len(list(sources(root))) > 20, "the sources were found", [])
    for rule in RULES:
        found = list(rule(root))
        report(not found, f"{rule.__name__}: {rule.__doc__}", found)
    return bad == 0


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
