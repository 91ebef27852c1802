#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other programs read our calendar files, and must find the same facts in them.

usage: readback.py WRITE_CALENDARS

The readers are python3-icalendar, khal and calcurse. A reader that is not installed is a failure:
a test that looks away proves nothing.
"""

import datetime
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

UTC = datetime.timezone.utc
UID = "295ca9e8-c1bc-408e-881f-6491293bb0dc"
UID_DAY = "a5dac874-95cd-44ff-a3c8-dc5ae58a2afb"
UID_WINTER = "ce49a63d-3b2a-4e31-8b73-99fc2caa7b8c"
UID_HYBRID = "0b8f6a4e-5f0b-4b52-9a1a-6f3f3f0a9a77"
UID_HOSTILE = "9d4a5f0c-32a3-4f1b-8a55-0f1f5be0c0de"
LINK = "https://moten.example.se/j/4711?lang=sv"
AWKWARD = 'Hot, hat & våld; "trygghet" – åäö ÅÄÖ é 😀 \\ slut'


def day(text):
    return datetime.date.fromisoformat(text)


def utc(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


# title, place, start, end (a day: the first after it), status, uid, version, a part of the text
PHYSICAL_DAY = (
    "Nätverksträff: Nätverkets deltagare och former / Brott mot demokratin",
    "Stockholm", day("2023-09-26"), day("2023-09-27"), "TENTATIVE", UID_DAY, 0,
    "Förmiddag: Nätverkets deltagare och former\nEftermiddag: Brott mot demokratin\n",
)
DIGITAL_DAY = (
    "Nätverksträff (digital): tema bestäms 26 sep",
    "Digitalt", day("2023-10-17"), day("2023-10-18"), "TENTATIVE", UID, 0,
    "Länk skickas senare.\nKlockslag meddelas. Träffen tar 1–2 timmar.\n",
)
SUMMER = (
    f"Nätverksträff (digital): {AWKWARD}",
    f"Digitalt – {LINK}", utc("2023-10-17T08:00"), utc("2023-10-17T10:00"), "CONFIRMED", UID, 1,
    f"Tema: {AWKWARD}\n",
)
CANCELLED = (
    f"INSTÄLLD: Nätverksträff (digital): {AWKWARD}",
    f"Digitalt – {LINK}", utc("2023-10-17T08:00"), utc("2023-10-17T10:00"), "CANCELLED", UID, 2,
    "Träffen är inställd: Föreläsaren är sjuk.\n",
)
WINTER = (
    "Nätverksträff (digital): PTU 2023",
    "Digitalt", utc("2023-11-14T09:00"), utc("2023-11-14T11:00"), "CONFIRMED", UID_WINTER, 0,
    "Anmälan till webbinariet ingår i anmälan till nätverket.\n",
)
HYBRID = (
    "Nätverksträff (hybrid): Länk, plats; båda",
    'Region Örebro län; sal "Älgen", plan 3', utc("2024-03-31T16:30"), utc("2024-03-31T18:00"),
    "CONFIRMED", UID_HYBRID, 0, f"{LINK}\n",
)
HOSTILE = (
    "Nätverksträff: Tema END:VEVENT BEGIN:VEVENT UID:evil\ufffd",
    "Sal 1 ATTENDEE:mailto:evil@example.org␛]52;c;AAAA␇",
    utc("2023-12-05T08:00"), utc("2023-12-05T09:00"), "CONFIRMED", UID_HOSTILE, 0, "Tema: ",
)
# A cancellation says nothing but what is cancelled.
CANCEL = CANCELLED[:7] + ("",)

# An invitation says the same, and whom it is for.
ATTENDEE = "mailto:asa.oberg@sundsvall.example"

FACTS = {
    "physical-day": [PHYSICAL_DAY],
    "digital-day": [DIGITAL_DAY],
    "summer": [SUMMER],
    "alarm": [SUMMER],
    "cancelled": [CANCELLED],
    "winter": [WINTER],
    "hybrid": [HYBRID],
    "hostile": [HOSTILE],
    "publish": [SUMMER],
    "cancel": [CANCEL],
    "request": [SUMMER],
    "feed": [PHYSICAL_DAY, CANCELLED, WINTER, HYBRID],
    "feed-empty": [],
}


class Failure(Exception):
    """What a reader found is not what was meant."""


def need(condition, message):
    if not condition:
        raise Failure(message)


def same(what, found, wanted):
    need(found == wanted, f"{what}: found {found!r}, wanted {wanted!r}")


def run(command, **environment):
    # Times are read in UTC, so that what we see is what the reader understood of the zone.
    env = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC", **environment)
    result = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, timeout=60, check=False,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    output = result.stdout.decode("utf-8")
    need(result.returncode == 0,
         f"{command} ended with {result.returncode}: {output}{result.stderr.decode()}")
    return output


def text_of(event, name):
    return str(event.get(name, ""))


def check_with_icalendar(path, facts):
    import icalendar

    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    events = calendar.walk("VEVENT")
    same("number of events", len(events), len(facts))
    for event, fact in zip(events, facts):
        title, place, start, end, status, uid, version, part = fact
        same("errors", event.errors, [])
        same("SUMMARY", text_of(event, "SUMMARY"), title)
        same("LOCATION", text_of(event, "LOCATION"), place)
        same("STATUS", text_of(event, "STATUS"), status)
        same("UID", text_of(event, "UID"), uid)
        same("SEQUENCE", int(event["SEQUENCE"]), version)
        same("ATTENDEE", event.get("ATTENDEE"), ATTENDEE if path.stem == "request" else None)
        need(part in text_of(event, "DESCRIPTION"), f"DESCRIPTION has no {part!r}")
        for name, wanted in (("DTSTART", start), ("DTEND", end)):
            found = event[name].dt
            if isinstance(found, datetime.datetime):
                found = found.astimezone(UTC)
            same(name, found, wanted)


KHAL_CONFIG = """
[calendars]
[[network]]
path = {folder}/calendar
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = {folder}/khal.db
"""
KHAL_FIELDS = ("title", "location", "start", "end", "all-day", "status", "uid", "description")
UNIT, RECORD = "\x1f", "\x1e"


class Khal:
    def __init__(self, folder):
        self.folder = folder
        (folder / "calendar").mkdir(parents=True)
        self.config = folder / "config"
        self.config.write_text(KHAL_CONFIG.format(folder=folder), encoding="utf-8")
        self.format = UNIT.join("{%s}" % name for name in KHAL_FIELDS) + RECORD

    def run(self, *arguments):
        return run(["khal", "-c", str(self.config), *arguments], HOME=str(self.folder))

    def check(self, path, facts):
        output = self.run("printics", "-f", self.format, str(path))
        self.compare(output.split("\n", 1)[1], facts)

    def compare(self, output, facts):
        records = [record.lstrip("\n") for record in output.split(RECORD)[:-1]]
        same("number of events", len(records), len(facts))
        for record, fact in zip(records, facts):
            title, place, start, end, status, uid, _, part = fact
            found = dict(zip(KHAL_FIELDS, record.split(UNIT)))
            same("title", found["title"], title)
            same("location", found["location"], place)
            same("status", found["status"].strip(), status)
            same("uid", found["uid"], uid)
            need(part in found["description"] + "\n", f"description has no {part!r}")
            if not isinstance(start, datetime.datetime):
                # khal names the last day, not the first one after it.
                end -= datetime.timedelta(days=1)
                same("all-day", found["all-day"], "True")
                same("start", day(found["start"]), start)
                same("end", day(found["end"]), end)
            else:
                same("start", utc(found["start"]), start)
                same("end", utc(found["end"]), end)

    def check_versions(self, folder):
        """The day, then the time, then the cancellation: one entry that changes."""
        for name, fact in (("digital-day", DIGITAL_DAY), ("summer", SUMMER),
                           ("cancelled", CANCELLED)):
            self.run("import", "--batch", str(folder / f"{name}.ics"))
            same("files", [path.name for path in (self.folder / "calendar").iterdir()],
                 [f"{UID}.ics"])
            output = self.run("list", "-df", "", "-f", self.format, "2023-10-17", "2023-10-18")
            self.compare(output, [fact])


CALCURSE_TIMED = re.compile(
    r"(\d\d/\d\d/\d{4}) @ (\d\d:\d\d) -> (\d\d/\d\d/\d{4}) @ (\d\d:\d\d)>(\w+) [|!](.*)")
CALCURSE_DAY = re.compile(r"(\d\d/\d\d/\d{4}) \[1\] >(\w+) (.*)")


def calcurse_moment(date, time):
    return datetime.datetime.strptime(f"{date} {time}", "%m/%d/%Y %H:%M").replace(tzinfo=UTC)


def calcurse_entry(line):
    """start, end, note file, title; of a day calcurse keeps no end."""
    timed = CALCURSE_TIMED.fullmatch(line)
    if timed:
        start = calcurse_moment(timed[1], timed[2])
        return start, calcurse_moment(timed[3], timed[4]), timed[5], timed[6]
    whole = CALCURSE_DAY.fullmatch(line)
    need(whole, f"calcurse wrote {line!r}")
    start = calcurse_moment(whole[1], "00:00").date()
    return start, start + datetime.timedelta(days=1), whole[2], whole[3]


def check_with_calcurse(path, facts, folder):
    folder.mkdir()
    report = run(["calcurse", "-D", str(folder), "-i", str(path)], HOME=str(folder))
    need(" 0 skipped" in report, f"calcurse skipped something: {report}")
    lines = run(["calcurse", "-D", str(folder), "-G"], HOME=str(folder)).splitlines()
    same("number of entries", len(lines), len(facts))
    entries = {entry[3]: entry for entry in map(calcurse_entry, lines)}
    for title, place, start, end, _, _, _, part in facts:
        need(title in entries, f"calcurse has no {title!r} among {list(entries)}")
        found_start, found_end, note, _ = entries[title]
        same("start", found_start, start)
        same("end", found_end, end)
        text = (folder / "notes" / note).read_text(encoding="utf-8")
        need(f"\nLocation: {place}\n" in text, f"no location {place!r} in {text!r}")
        need(part in text, f"no {part!r} in {text!r}")


def missing_readers():
    missing = [name for name in ("khal", "calcurse") if not shutil.which(name)]
    try:
        import icalendar  # noqa: F401 (only asked whether it is there)
    except ImportError:
        missing.append("python3-icalendar")
    return missing


def check_file(folder, name, facts, khal, failures):
    path = folder / f"{name}.ics"
    readers = (
        ("icalendar", lambda: check_with_icalendar(path, facts)),
        ("khal", lambda: khal.check(path, facts)),
        ("calcurse", lambda: check_with_calcurse(path, facts, folder / f"calcurse-{name}")),
    )
    for reader, check in readers:
        attempt(f"{name}.ics read by {reader}", check, failures)


def attempt(what, check, failures):
    try:
        check()
        print(f"ok: {what}")
    except Exception as fault:  # a reader may break in any way: that is a finding too
        print(f"FAILED: {what}: {type(fault).__name__}: {fault}")
        failures.append(what)


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    missing = missing_readers()
    if missing:
        print(f"FAILED: not installed: {', '.join(missing)}. ./dev deps installs them.")
        return 1
    failures = []
    with tempfile.TemporaryDirectory(prefix="traffpunkt-readback-") as name:
        folder = pathlib.Path(name)
        run([arguments[1], str(folder)])
        khal = Khal(folder / "khal")
        for name, facts in FACTS.items():
            check_file(folder, name, facts, khal, failures)
        attempt("three versions taken over by khal", lambda: khal.check_versions(folder), failures)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
