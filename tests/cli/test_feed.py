#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calendars to subscribe to: the one file, the folder, and the folder on its way over CalDAV.

The folder is proved by programs that are not ours: vdirsyncer takes it to Radicale on the loopback
and from there to another folder, which khal reads. A program that is missing is a failure.
"""

import os
import re
import select
import shutil
import subprocess
import urllib.request

from program import BAD_DATA, CANNOT_CREATE, NO_PERMISSION, USAGE, Case, main

SEPTEMBER = "a5dac874-95cd-44ff-a3c8-dc5ae58a2afb"
OCTOBER = "295ca9e8-c1bc-408e-881f-6491293bb0dc"
NOVEMBER = "ce49a63d-3b2a-4e31-8b73-99fc2caa7b8c"
NETWORK = "Förtroendevaldas trygghet och säkerhet, professionsnätverk"


def properties(raw):
    """The lines of a calendar file, unfolded, as (name with parameters, value)."""
    text = raw.decode("utf-8").replace("\r\n ", "")
    return [tuple(line.split(":", 1)) for line in text.split("\r\n") if line]


def value(raw, name):
    found = [value for key, value in properties(raw) if key.split(";")[0] == name]
    return found[0] if found else None


class Feeding(Case):
    def setUp(self):
        super().setUp()
        self.folder = self.path("vdirs", "natverk")

    def keep(self, *arguments, **options):
        return self.json("meeting", "export", "--vdir", "--out", self.folder, *arguments,
                         **options)

    def read(self, uid):
        with open(os.path.join(self.folder, f"{uid}.ics"), "rb") as file:
            return file.read()

    def files(self):
        return sorted(os.listdir(self.folder))

    def moments(self):
        return {name: os.stat(os.path.join(self.folder, name)).st_mtime_ns
                for name in self.files()}

    def set_up(self, text):
        self.write("config/traffpunkt/config.ini", text)


class Folder(Feeding):
    """meeting export --vdir"""

    EVENTS = sorted([f"{SEPTEMBER}.ics", f"{OCTOBER}.ics", f"{NOVEMBER}.ics"])

    def test_first__is_a_file_for_each_dated_meeting_and_what_the_calendar_is_called(self):
        answer = self.keep()
        self.assertEqual(self.files(), sorted([*self.EVENTS, "color", "displayname"]))
        self.assertEqual([at["meeting_id"] for at in answer["skipped"]], [4, 5, 6])
        self.assertTrue(all(at["new"] for at in answer["files"]))
        with open(os.path.join(self.folder, "displayname"), encoding="utf-8") as file:
            self.assertEqual(file.read(), NETWORK)
        with open(os.path.join(self.folder, "color"), encoding="ascii") as file:
            self.assertRegex(file.read(), r"\A#[0-9A-F]{6}\Z")
        for name in self.files():
            self.assertEqual(os.stat(os.path.join(self.folder, name)).st_mode & 0o777, 0o600)
        for name in self.EVENTS:
            raw = self.read(name[:-4])
            self.assertEqual(value(raw, "UID"), name[:-4])
            for absent in ("METHOD", "ORGANIZER", "ATTENDEE", "X-WR-CALNAME", "NAME"):
                self.assertIsNone(value(raw, absent))
        plain = self.run_program("meeting", "export", "2", "--out", "-").raw
        self.assertEqual(self.read(OCTOBER), plain)

    def test_again__touches_nothing(self):
        self.keep()
        before = self.moments()
        actions = self.json("history")
        answer = self.keep(env={"TRAFFPUNKT_NOW": "2023-09-25T17:00"})
        self.assertEqual(self.moments(), before)
        self.assertFalse(any(at["new"] for at in answer["files"]))
        self.assertEqual(self.json("history"), actions)

    def test_change__rewrites_that_file_only_and_is_a_release(self):
        self.keep()
        before = self.moments()
        self.run_program("meeting", "edit", "2", "--start", "10-12")
        self.keep()
        after = self.moments()
        changed = [name for name in after if after[name] != before[name]]
        self.assertEqual(changed, [f"{OCTOBER}.ics"])
        self.assertEqual(value(self.read(OCTOBER), "SEQUENCE"), "1")
        self.assertEqual(self.json("meeting", "show", "2")["sequence"], 1)
        self.assertEqual(self.json("meeting", "show", "2")["file"], "current")

    def test_cancelled__stays_until_it_is_past(self):
        self.keep()
        self.run_program("meeting", "cancel", "2", "--reason", "sjukdom")
        self.keep()
        self.assertEqual(value(self.read(OCTOBER), "STATUS"), "CANCELLED")
        on_the_day = {"TRAFFPUNKT_NOW": "2023-10-17T20:00"}
        self.assertEqual(self.keep(env=on_the_day)["removed"], [])
        answer = self.keep(env={"TRAFFPUNKT_NOW": "2023-10-18T08:00"})
        self.assertEqual([os.path.basename(at) for at in answer["removed"]], [f"{OCTOBER}.ics"])
        self.assertNotIn(f"{OCTOBER}.ics", self.files())
        self.assertIn(f"{SEPTEMBER}.ics", self.files())

    def test_no_date_any_more__takes_the_file_away(self):
        self.keep()
        number = self.run_program("meeting", "add", "--kind", "digital", "--date",
                                  "2023-12-05").out.strip()
        uid = self.json("meeting", "show", number)["uid"]
        self.keep()
        self.assertIn(f"{uid}.ics", self.files())
        self.run_program("meeting", "edit", number, "--date", "")
        answer = self.keep()
        self.assertNotIn(f"{uid}.ics", self.files())
        self.assertEqual(len(answer["removed"]), 1)

    def test_foreign__is_left_alone_and_named(self):
        os.makedirs(self.folder)
        mine = {"notes.txt": "mine", "x.ics": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
                f"{OCTOBER}.ics": "not ours"}
        for name, text in mine.items():
            self.write(f"vdirs/natverk/{name}", text)
        result = self.run_program("meeting", "export", "--vdir", "--out", self.folder,
                                  code=BAD_DATA)
        for name in mine:
            self.assertIn(name, result.err)
        for name, text in mine.items():
            with open(os.path.join(self.folder, name), encoding="utf-8", newline="") as file:
                self.assertEqual(file.read(), text)
        self.assertIsNone(self.json("meeting", "show", "2")["sequence"])
        answer = self.keep("--force")
        self.assertEqual([os.path.basename(at) for at in answer["foreign"]],
                         ["notes.txt", "x.ics"])
        self.assertEqual(value(self.read(OCTOBER), "UID"), OCTOBER)

    def test_other_name__of_a_file_of_ours_is_foreign(self):
        self.keep()
        shutil.copy(os.path.join(self.folder, f"{OCTOBER}.ics"),
                    os.path.join(self.folder, "copy.ics"))
        answer = self.keep()
        self.assertEqual([os.path.basename(at) for at in answer["foreign"]], ["copy.ics"])
        self.assertIn("copy.ics", self.files())

    def test_colour__that_someone_chose_is_kept(self):
        self.keep()
        self.write("vdirs/natverk/color", "#FF0000")
        self.write("vdirs/natverk/displayname", "Annat")
        self.keep()
        with open(os.path.join(self.folder, "color"), encoding="ascii") as file:
            self.assertEqual(file.read(), "#FF0000")
        with open(os.path.join(self.folder, "displayname"), encoding="utf-8") as file:
            self.assertEqual(file.read(), NETWORK)

    def test_another_network__in_the_same_folder_keeps_its_files(self):
        text = self.run_program("network", "export").out
        other = text.replace('"fortroendevaldas-trygghet"', '"annat"')
        for uid in re.findall(r'"uid": "([0-9a-f-]{36})"', text):
            other = other.replace(uid, uid[:-4] + "0000")
        self.run_program("init", self.write("annat.json", other))
        both = [("--network", slug) for slug in ("fortroendevaldas-trygghet", "annat")]
        for network in both:
            self.run_program(*network, "meeting", "export", "--vdir", "--out", self.folder)
        self.assertEqual(len(self.files()), 8)
        answer = self.json(*both[0], "meeting", "export", "--vdir", "--out", self.folder)
        self.assertEqual(answer["removed"], [])
        self.assertEqual(len(answer["foreign"]), 3)
        self.assertEqual(len(self.files()), 8)

    def test_order__must_be_clear(self):
        for arguments in (["2"], ["--all"], ["--combined"], ["--preview"],
                          ["--method", "publish"]):
            self.refuse("meeting", "export", "--vdir", "--out", self.folder, *arguments,
                        code=USAGE)
        self.refuse("meeting", "export", "--vdir", code=USAGE)
        self.refuse("meeting", "export", "--vdir", "--out", "-", code=USAGE)
        self.refuse("--readonly", "meeting", "export", "--vdir", "--out", self.folder,
                    code=NO_PERMISSION)
        self.assertFalse(os.path.exists(self.folder))

    def test_settings__name_the_folder(self):
        self.set_up("[calendar]\nvdir = ~/vdirs/natverk/\n")
        self.run_program("meeting", "export", "--vdir")
        self.assertEqual(len(self.files()), 5)


class Combined(Feeding):
    """meeting export --combined"""

    def combined(self, **options):
        return self.run_program("meeting", "export", "--combined", "--out", "-", **options)

    def test_head__tells_of_the_calendar_in_its_order(self):
        self.set_up("[calendar]\nsource = https://kalender.example.se/n.ics\nalarms = yes\n")
        self.run_program("meeting", "edit", "2", "--start", "10-12")
        raw = self.combined().raw
        head = [name for name, _ in properties(raw)]
        self.assertEqual(head[1:11], [
            "VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME", "NAME", "X-WR-CALDESC",
            "X-WR-TIMEZONE", "REFRESH-INTERVAL;VALUE=DURATION", "X-PUBLISHED-TTL",
            "SOURCE;VALUE=URI"])  # fmt: skip
        self.assertEqual(value(raw, "SOURCE"), "https://kalender.example.se/n.ics")
        self.assertEqual(value(raw, "REFRESH-INTERVAL"), "PT6H")
        self.assertEqual(value(raw, "X-WR-TIMEZONE"), "Europe/Stockholm")
        for absent in ("METHOD", "ORGANIZER", "ATTENDEE", "BEGIN:VALARM", "TRIGGER"):
            self.assertNotIn(f"\r\n{absent}".encode(), raw)
        self.assertEqual(raw.count(b"BEGIN:VTIMEZONE"), 1)

    def test_source__is_left_out_when_none_is_set(self):
        self.assertIsNone(value(self.combined().raw, "SOURCE"))

    def test_warning__that_it_is_a_calendar_of_its_own(self):
        self.assertIn("Outlook", self.combined().err)
        swedish = self.run_program("--lang", "sv", "meeting", "export", "--combined", "--out", "-")
        self.assertIn("Outlook öppnar", swedish.err)

    def test_cancelled__stays_until_past_and_undated_is_left_out(self):
        self.run_program("meeting", "cancel", "2", "--reason", "sjukdom")
        raw = self.combined().raw
        self.assertIn(b"STATUS:CANCELLED", raw)
        self.assertEqual(raw.count(b"BEGIN:VEVENT"), 3)
        raw = self.combined(env={"TRAFFPUNKT_NOW": "2023-10-18T08:00"}).raw
        self.assertNotIn(b"STATUS:CANCELLED", raw)
        self.assertEqual(raw.count(b"BEGIN:VEVENT"), 2)

    def test_unchanged__is_not_touched(self):
        self.run_program("meeting", "export", "--combined", "--out", self.folder)
        before = self.moments()
        self.run_program("meeting", "export", "--combined", "--out", self.folder)
        self.assertEqual(self.moments(), before)


class Alarms(Feeding):
    """[calendar] alarms"""

    def export(self, meeting):
        return self.run_program("meeting", "export", meeting, "--out", "-").raw

    def test_alarms__a_day_before_a_journey_and_in_time_for_a_link(self):
        self.run_program("meeting", "edit", "1", "--start", "10-16")
        self.run_program("meeting", "edit", "2", "--start", "10-12")
        without = self.export("2")
        self.assertNotIn(b"VALARM", without)
        self.set_up("[calendar]\nalarms = yes\n")
        alarmed = self.export("2")
        self.assertEqual(value(alarmed, "TRIGGER"), "-PT15M")
        self.assertEqual(value(self.export("1"), "TRIGGER"), "-P1D")
        self.assertNotIn(b"VALARM", self.export("3"))
        for name, text in (("ACTION", "DISPLAY"), ("DESCRIPTION", None), ("UID", OCTOBER)):
            self.assertIsNotNone(value(alarmed, name))
            if text:
                self.assertEqual(value(alarmed, name), text)
        # Nobody gets a new version of the meeting for it, and the bytes stand still.
        self.assertEqual(value(alarmed, "SEQUENCE"), value(without, "SEQUENCE"))
        self.assertEqual(value(alarmed, "LAST-MODIFIED"), value(without, "LAST-MODIFIED"))
        self.assertEqual(self.export("2"), alarmed)
        self.set_up("")
        self.assertEqual(self.export("2"), without)

    def test_alarms__never_for_what_is_cancelled(self):
        self.set_up("[calendar]\nalarms = yes\n[organizer]\nmailbox = natverk@example.se\n")
        self.run_program("meeting", "edit", "2", "--start", "10-12")
        self.run_program("meeting", "cancel", "2", "--reason", "sjukdom")
        self.assertNotIn(b"VALARM", self.export("2"))
        raw = self.run_program("meeting", "export", "2", "--method", "cancel", "--out", "-").raw
        self.assertNotIn(b"VALARM", raw)

    def test_alarms__do_not_make_the_file_a_stranger(self):
        self.set_up("[calendar]\nalarms = yes\n")
        self.run_program("meeting", "edit", "2", "--start", "10-12")
        self.keep()
        self.assertIn(b"VALARM", self.read(OCTOBER))
        self.run_program("meeting", "edit", "2", "--start", "13-14")
        self.keep()
        self.assertEqual(value(self.read(OCTOBER), "SEQUENCE"), "1")


class Preview(Feeding):
    """meeting export --preview"""

    def test_preview__shows_the_file_and_writes_nothing(self):
        result = self.run_program("meeting", "export", "2", "--preview", "--out", self.folder)
        self.assertIn("traff-2023-10-17-digital.ics, version 0", result.out)
        self.assertIn("Contains personal data: no", result.out)
        self.assertIn("\nBEGIN:VCALENDAR\n", result.out)
        self.assertFalse(os.path.exists(self.folder))
        self.assertIsNone(self.json("meeting", "show", "2")["sequence"])
        self.run_program("--readonly", "meeting", "export", "2", "--preview")

    def test_preview__is_what_is_written(self):
        answer = self.json("meeting", "export", "--all", "--preview")
        self.run_program("meeting", "export", "--all", "--out", self.folder)
        self.assertEqual(len(answer["files"]), 3)
        for file in answer["files"]:
            with open(os.path.join(self.folder, os.path.basename(file["path"])), "rb") as written:
                self.assertEqual(written.read(), file["text"].encode())

    def test_preview__of_what_would_be_refused_is_refused(self):
        self.write("vdirs/natverk/traff-2023-10-17-digital.ics", "not ours")
        self.refuse("meeting", "export", "2", "--preview", "--out", self.folder,
                    code=CANNOT_CREATE)
        self.run_program("meeting", "export", "2", "--preview", "--force", "--out", self.folder)

    def test_preview__is_forty_lines_of_the_first(self):
        self.run_program("meeting", "edit", "2", "--start", "10-12", "--terms", "x" * 3000)
        result = self.run_program("meeting", "export", "2", "--preview")
        lines = result.out.split("BEGIN:VCALENDAR\n", 1)[1].splitlines()
        self.assertEqual(len(lines), 39)


class Privacy(Feeding):
    """No file names anyone who takes part."""

    def test_no_file__holds_a_name_an_address_or_a_number_of_a_participant(self):
        self.set_up("[calendar]\nalarms = yes\n[organizer]\nmailbox = natverk@example.se\n")
        for arguments in (["--all", "--out", self.folder], ["--vdir", "--out", self.folder],
                          ["--combined", "--out", self.folder],
                          ["--all", "--method", "publish", "--out", self.folder]):
            self.run_program("meeting", "export", *arguments)
            if "--method" not in arguments:
                continue
            self.run_program("meeting", "cancel", "1", "2", "3", "--reason", "sjukdom")
            self.run_program("meeting", "export", "--all", "--method", "cancel", "--out",
                             self.folder)
        texts = []
        for name in self.files():
            with open(os.path.join(self.folder, name), "rb") as file:
                texts.append(file.read().decode("utf-8").replace("\r\n ", "").lower())
        self.assertEqual(len(texts), 3 + 5 + 1 + 3 + 3)
        people = self.json("network", "export")["participants"]
        self.assertGreater(len(people), 20)
        for person in people:
            whole = f'{person.get("given_name")} {person.get("family_name")}'
            for told in (whole, person.get("email"), person.get("phone")):
                if told:
                    for text in texts:
                        self.assertNotIn(told.lower(), text)


class Radicale:
    """A CalDAV server on the loopback, with a folder of its own."""

    LISTENING = re.compile(r"Listening on '\[127\.0\.0\.1\]:(\d+)'")

    def __init__(self, folder):
        self.log = os.path.join(folder, "radicale.log")
        # The system picks the port, and the log tells which.
        self.process = subprocess.Popen(
            ["radicale", "--config", "", "--server-hosts=127.0.0.1:0", "--auth-type=none",
             "--logging-level=info",
             "--storage-filesystem-folder=" + os.path.join(folder, "radicale")],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.heard = b""
        while not (found := self.LISTENING.search(self.heard.decode())):
            if not self.listen(30):
                raise AssertionError(f"Radicale did not start: {self.heard.decode()}")
        self.url = f"http://127.0.0.1:{found[1]}/anna/"

    def listen(self, seconds):
        """Takes what it says; false when it is silent for so long, or has ended."""
        if not select.select([self.process.stderr], [], [], seconds)[0]:
            return False
        said = os.read(self.process.stderr.fileno(), 65536)
        self.heard += said
        return bool(said)

    def get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=30) as answer:
            return answer.read()

    def statuses(self):
        while self.listen(0):
            pass
        return [int(at) for at in re.findall(r"response status for .*: (\d{3})",
                                             self.heard.decode())]

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stderr.close()


VDIRSYNCER = """
[general]
status_path = "{home}/status/"
[pair out]
a = "ours"
b = "server"
collections = ["from a"]
conflict_resolution = "a wins"
metadata = ["displayname", "color"]
[pair in]
a = "server"
b = "theirs"
collections = ["from a"]
conflict_resolution = "a wins"
metadata = ["displayname", "color"]
[storage ours]
type = "filesystem"
path = "{home}/vdirs/"
fileext = ".ics"
[storage theirs]
type = "filesystem"
path = "{home}/theirs/"
fileext = ".ics"
[storage server]
type = "caldav"
url = "{url}"
username = "anna"
password = "x"
"""
KHAL = """
[calendars]
[[natverk]]
path = {home}/theirs/natverk
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = {home}/khal.db
"""


class Proof(Feeding):
    """The folder, by vdirsyncer and Radicale, in the calendar of someone else."""

    def setUp(self):
        super().setUp()
        missing = [name for name in ("radicale", "vdirsyncer", "khal") if not shutil.which(name)]
        self.assertEqual(missing, [], "./dev deps test installs them")
        self.server = Radicale(self.home)
        self.addCleanup(self.server.end)
        self.write("vdirsyncer", VDIRSYNCER.format(home=self.home, url=self.server.url))
        self.write("khal", KHAL.format(home=self.home))

    def tool(self, *command, answer=None):
        env = dict(self.env, LC_ALL="C.UTF-8", TZ="UTC")
        process = subprocess.run(command, env=env, input=answer, timeout=60, check=False,
                                 stdin=None if answer else subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        told = process.stdout.decode("utf-8")
        self.assertEqual(process.returncode, 0, f"{command}: {told}")
        return told

    def sync(self, *words, answer=None):
        return self.tool("vdirsyncer", "-c", self.path("vdirsyncer"), *words, answer=answer)

    def carry(self):
        self.keep()
        self.sync("sync", "out")
        self.sync("sync", "in")

    def listed(self, day, following):
        return self.tool("khal", "-c", self.path("khal"), "list", "-df", "", "-f",
                         "{start}|{end}|{title}|{status}|{uid}", day, following)

    def check(self, uid, sequence, status, start):
        """The object on the server says so, and it is our bytes in another order at most."""
        raw = self.server.get(f"natverk/{uid}.ics")
        self.assertEqual(value(raw, "UID"), uid)
        self.assertEqual(value(raw, "SEQUENCE"), str(sequence))
        self.assertEqual(value(raw, "STATUS"), status)
        starts = [at for name, at in properties(raw) if name.startswith("DTSTART;")]
        self.assertEqual(starts, [start])
        self.assertEqual(sorted(properties(raw)), sorted(properties(self.read(uid))))

    def test_day_then_time_then_cancellation__reach_another_calendar(self):
        self.keep()
        self.sync("discover", "out", answer=b"y\n" * 4)
        self.sync("sync", "out")
        self.sync("discover", "in", answer=b"y\n" * 4)
        self.sync("sync", "in")
        self.check(OCTOBER, 0, "TENTATIVE", "20231017")
        day = self.listed("2023-10-17", "2023-10-18")
        self.assertIn("2023-10-17|2023-10-17|Nätverksträff (digital): tema bestäms 26 sep", day)

        self.run_program("meeting", "edit", "2", "--start", "10-12")
        self.carry()
        self.check(OCTOBER, 1, "TENTATIVE", "20231017T100000")
        self.check(NOVEMBER, 0, "TENTATIVE", "20231114")
        timed = self.listed("2023-10-17", "2023-10-18")
        self.assertIn("2023-10-17T08:00|2023-10-17T10:00|Prel: ", timed)
        self.assertEqual(timed.count(OCTOBER), 1)

        self.run_program("meeting", "cancel", "2", "--reason", "sjukdom")
        self.carry()
        self.check(OCTOBER, 2, "CANCELLED", "20231017T100000")
        cancelled = self.listed("2023-10-17", "2023-10-18")
        self.assertIn("INSTÄLLD: ", cancelled)
        self.assertIn("CANCELLED", cancelled)
        self.assertEqual(cancelled.count(OCTOBER), 1)

        self.env["TRAFFPUNKT_NOW"] = "2023-10-18T08:00"
        self.carry()
        self.assertNotIn(OCTOBER, " ".join(os.listdir(self.path("theirs", "natverk"))))
        self.assertIn(f"{NOVEMBER}.ics", os.listdir(self.path("theirs", "natverk")))
        for pair in ("out", "in"):
            self.sync("metasync", pair)
        with open(self.path("theirs", "natverk", "displayname"), encoding="utf-8") as file:
            self.assertEqual(file.read(), NETWORK)
        statuses = self.server.statuses()
        self.assertIn(201, statuses)
        self.assertEqual([at for at in statuses if at == 400 or at >= 500], [])


if __name__ == "__main__":
    main()
