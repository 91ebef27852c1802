# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the whole year share: the year as it is meant, and readers of its files.

The readers are not ours: python3-icalendar, python3-vobject and calcurse read each file, and khal
the folder. A reader that is not installed is a failure. What all of them must agree on stands in
`YearCase.facts`, a row for each meeting; what a calendar does that takes in every version is played by
`Calendar`: one entry for each UID, and what is older never takes the place of what is newer.
"""

import datetime
import os
import pathlib
import sys

from program import SOURCE_ROOT, Case

sys.path.insert(0, os.path.join(SOURCE_ROOT, "tests", "exchange"))
import readback  # noqa: E402 (it stands beside the files that it reads)
from readback import UTC, same  # noqa: E402

SEPTEMBER, OCTOBER, NOVEMBER, SEMINAR, WEBCAST = range(1, 6)
FIELDS = ("title", "place", "start", "end", "status", "uid", "version", "part")


class Calendar:
    """What a calendar holds that takes in files: newer versions take the place of older ones."""

    def __init__(self):
        self.entries = {}

    def take(self, raw):
        import icalendar

        for event in icalendar.Calendar.from_ical(raw).walk("VEVENT"):
            uid, version = str(event["UID"]), int(event["SEQUENCE"])
            if uid not in self.entries or self.entries[uid][0] < version:
                self.entries[uid] = (version, str(event["STATUS"]), str(event["SUMMARY"]),
                                     event["DTSTART"].dt)


def moment(found):
    return found.astimezone(UTC) if isinstance(found, datetime.datetime) else found


def check_with_vobject(raw, fact):
    import vobject

    event = vobject.readOne(raw.decode("utf-8")).vevent
    title, place, start, end, status, uid, version, part = fact
    same("SUMMARY", event.summary.value, title)
    same("LOCATION", event.location.value, place)
    same("STATUS", event.status.value, status)
    same("UID", event.uid.value, uid)
    same("SEQUENCE", int(event.sequence.value), version)
    same("DTSTART", moment(event.dtstart.value), start)
    same("DTEND", moment(event.dtend.value), end)
    if part:  # a cancellation says which event, and nothing more
        readback.need(part in event.description.value, f"DESCRIPTION has no {part!r}")


class YearCase(Case):
    def setUp(self):
        super().setUp()
        self.assertEqual(readback.missing_readers(), [], "./dev deps test installs them")
        self.khal = readback.Khal(pathlib.Path(self.path("khal")))
        self.step = 0
        self.facts = {}  # by meeting, in the order of their dates
        self.out = {}  # the bytes of the newest file of each
        self.versions = []  # every file that ever went out, in order

    # -- what is done

    def at(self, now):
        self.env["TRAFFPUNKT_NOW"] = now

    def do(self, *arguments):
        self.run_program(*arguments)

    def expect(self, meeting, **changes):
        """What the next file of a meeting says, where it differs; the version goes up by one."""
        fact = self.facts.get(meeting, {"version": -1})
        self.facts[meeting] = dict(fact, version=fact["version"] + 1, **changes)

    # -- what is read back

    def read_back(self):
        """Exports everything, and every reader must find in it what is meant."""
        self.step += 1
        folder = self.path(f"out{self.step}")
        answer = self.json("meeting", "export", "--all", "--out", folder)
        self.json("meeting", "export", "--vdir", "--out", self.path("khal", "calendar"))
        wanted = sorted(self.facts, key=lambda at: str(self.facts[at]["start"]))
        self.assertEqual({at["meeting_id"] for at in answer["files"]}, set(wanted))
        for file in answer["files"]:
            self.check_file(file, folder)
        gone = [at for at in wanted if self.is_gone(self.facts[at])]
        self.khal.compare(self.listed(), [self.fact(at) for at in wanted if at not in gone])
        self.check_calendars()

    def fact(self, meeting):
        return tuple(self.facts[meeting][name] for name in FIELDS)

    def is_gone(self, fact):
        """Cancelled and past: nobody is offered it any more."""
        return fact["status"] == "CANCELLED" and str(fact["start"])[:10] < self.now()[:10]

    def now(self):
        return self.env["TRAFFPUNKT_NOW"]

    def check_file(self, file, folder):
        meeting, path = file["meeting_id"], pathlib.Path(file["path"])
        fact = self.fact(meeting)
        raw = path.read_bytes()
        what = f"meeting {meeting} at {self.now()}"
        with self.subTest(what):
            changed = self.out.get(meeting) != raw
            self.assertEqual(file["new"], changed, what)
            self.assertEqual(file["sequence"], fact[6], what)
            self.check_lines(raw)
            readback.check_with_icalendar(path, [fact])
            check_with_vobject(raw, fact)
            if changed:  # a program to start for each: the same bytes say the same
                readback.check_with_calcurse(
                    path, [fact], pathlib.Path(folder) / f"calcurse{meeting}")
                self.versions.append(raw)
            self.out[meeting] = raw

    def check_lines(self, raw):
        """No line is too long, or ends inside a character."""
        for line in raw.split(b"\r\n"):
            self.assertLessEqual(len(line), 75)
            line.decode("utf-8")
        self.assertNotIn(b"\n", raw.replace(b"\r\n", b""))

    def listed(self):
        return self.khal.run("list", "-df", "", "-f", self.khal.format, "2023-09-01", "2024-12-31")

    def check_calendars(self):
        """However the files come in, each meeting is one entry, and the newest."""
        orders = (self.versions, self.versions[::-1], self.versions + self.versions[:3])
        for order in orders:
            calendar = Calendar()
            for raw in order:
                calendar.take(raw)
            self.assertEqual(len(calendar.entries), len(self.facts))
            for fact in self.facts.values():
                version, status, title, start = calendar.entries[fact["uid"]]
                self.assertEqual((version, status, title, moment(start)),
                                 (fact["version"], fact["status"], fact["title"], fact["start"]))
