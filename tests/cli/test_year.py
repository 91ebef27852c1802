#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole year of the example network, with its files read back after every step.

The readers are not ours: python3-icalendar, python3-vobject and calcurse read each file, and khal
the folder. A reader that is not installed is a failure. What all of them must agree on stands in
`Year.facts`, a row for each meeting; what a calendar does that takes in every version is played by
`Calendar`: one entry for each UID, and what is older never takes the place of what is newer.
"""

import datetime
import os
import pathlib
import sys

from program import BAD_DATA, SOURCE_ROOT, Case, main

sys.path.insert(0, os.path.join(SOURCE_ROOT, "tests", "exchange"))
import readback  # noqa: E402 (it stands beside the files that it reads)
from readback import AWKWARD, UTC, day, same, utc  # noqa: E402

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


class Year(Case):
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

    # -- the year

    def test_year__every_step_lands_on_the_same_entries(self):
        for part in (self.nineteenth_of_september, self.times_of_september, self.theme_is_decided,
                     self.september_is_held, self.times_get_known, self.october_moves,
                     self.november_is_cancelled, self.next_year_gets_dates, self.year_ends):
            part()

    def nineteenth_of_september(self):
        self.at("2023-09-19T08:30")
        self.expect(SEPTEMBER, place="Stockholm", start=day("2023-09-26"), end=day("2023-09-27"),
                    title="Nätverksträff: Nätverkets deltagare och former. Brott mot demokratin",
                    status="TENTATIVE", uid=readback.UID_DAY, part="Förmiddag: ")
        self.expect(OCTOBER, **dict(zip(FIELDS, readback.DIGITAL_DAY[:6])),
                    part=readback.DIGITAL_DAY[7])
        self.expect(NOVEMBER, title="Nätverksträff (digital): PTU 2023", place="Digitalt",
                    start=day("2023-11-14"), end=day("2023-11-15"), status="TENTATIVE",
                    uid=readback.UID_WINTER, part="Klockslag meddelas. Träffen tar 2 timmar.")
        self.read_back()

    def times_of_september(self):
        self.at("2023-09-22T10:00")
        self.do("meeting", "edit", "1", "--start", "10-16", "--address", "Hornsgatan 20")
        self.do("meeting", "confirm", "1")
        self.expect(SEPTEMBER, start=utc("2023-09-26T08:00"), end=utc("2023-09-26T14:00"),
                    status="CONFIRMED", place="Stockholm, Hornsgatan 20")
        self.read_back()

    def theme_is_decided(self):
        self.at("2023-09-26T15:20")
        self.do("theme", "decide", "2", AWKWARD)
        self.expect(OCTOBER, title=f"Nätverksträff (digital): {AWKWARD}", part=f"Tema: {AWKWARD}")
        self.read_back()

    def september_is_held(self):
        """What has been is no news: nobody gets a file for it."""
        self.at("2023-09-27T09:00")
        self.do("meeting", "state", "1", "held")
        self.read_back()

    def times_get_known(self):
        """10:00 is 08:00 UTC before the clock is put back, and 09:00 after."""
        self.at("2023-10-02T09:00")
        self.do("meeting", "edit", "2", "--start", "10", "--link-later", "true")
        self.do("meeting", "confirm", "2")
        self.expect(OCTOBER, start=utc("2023-10-17T08:00"), end=utc("2023-10-17T10:00"),
                    status="CONFIRMED", part="Länk skickas senare.\n")
        self.do("meeting", "edit", "3", "--start", "10", "--link", readback.LINK)
        self.do("meeting", "confirm", "3")
        self.expect(NOVEMBER, start=utc("2023-11-14T09:00"), end=utc("2023-11-14T11:00"),
                    status="CONFIRMED", part=f"{readback.LINK}\n",
                    place=f"Digitalt – {readback.LINK}")
        self.read_back()

    def october_moves(self):
        self.at("2023-10-05T13:00")
        self.do("meeting", "edit", "2", "--date", "2023-10-19")
        self.expect(OCTOBER, start=utc("2023-10-19T08:00"), end=utc("2023-10-19T10:00"))
        self.read_back()
        self.at("2023-10-20T09:00")
        self.do("meeting", "state", "2", "held")
        self.read_back()

    def november_is_cancelled(self):
        self.at("2023-11-10T09:00")
        self.do("meeting", "cancel", "3", "--reason", "Föreläsaren är sjuk.")
        self.expect(NOVEMBER, status="CANCELLED",
                    title="INSTÄLLD: " + self.facts[NOVEMBER]["title"],
                    part="Träffen är inställd: Föreläsaren är sjuk.")
        self.read_back()
        self.write("config/traffpunkt/config.ini", "[organizer]\nmailbox = natverk@example.se\n")
        cancel = self.run_program("meeting", "export", "3", "--method", "cancel", "--out", "-").raw
        self.assertIn(b"METHOD:CANCEL\r\n", cancel)
        check_with_vobject(cancel, self.fact(NOVEMBER)[:7] + (None,))
        self.versions.append(cancel)
        self.check_calendars()

    def next_year_gets_dates(self):
        self.at("2023-12-01T09:00")
        self.do("meeting", "edit", "4", "--date", "2024-02-06", "--start", "9-12",
                "--link-later", "true")
        self.do("meeting", "confirm", "4")
        self.expect(SEMINAR, title="Halvdagsseminarium (digitalt): tema bestäms senare",
                    place="Digitalt", start=utc("2024-02-06T08:00"), end=utc("2024-02-06T11:00"),
                    status="CONFIRMED", uid="ca490d86-b60f-42c7-8cc4-2be79225ce7a",
                    part="Länk skickas senare.\n")
        self.do("meeting", "edit", "5", "--date", "2024-04-10")
        self.expect(WEBCAST, title="Webbsändning: tema bestäms senare", place="Digitalt",
                    start=day("2024-04-10"), end=day("2024-04-11"), status="TENTATIVE",
                    uid="7f495dc3-0301-485f-8951-8578f6b8175e",
                    part="Klockslag meddelas. Träffen tar 1–2 timmar.")
        self.refuse("meeting", "export", "6", "--out", self.path("none"), code=BAD_DATA)
        self.read_back()

    def year_ends(self):
        self.at("2024-04-11T09:00")
        self.do("meeting", "state", "4", "held")
        self.read_back()
        self.assertEqual(self.run_program("check").out, "Everything is as it should be.\n")
        feed = self.run_program("meeting", "export", "--combined", "--out", "-").raw
        self.assertEqual(feed.count(b"BEGIN:VEVENT"), len(self.facts) - 1)


if __name__ == "__main__":
    main()
