#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole year as those who take part meet it: by letters that their calendars take in.

Everything goes through the command line and a mail program that keeps what it is given. After each
sending every letter is read back, by readers that are not ours, and each mailbox takes in what it
got. At the end, in whatever order the letters came, it has one entry for each meeting, and that is
the newest.
"""

import collections
import email
import email.policy
import os
import pathlib

from program import FAILED, main

from calendaryear import (FIELDS, NOVEMBER, OCTOBER, SEMINAR, SEPTEMBER, YearCase,
                          check_with_vobject, moment, readback)
from readback import day, same, utc

MAILBOX = "natverk@skr.example"
FAKE = """#!/bin/sh
dir=${0%/*}/spool
cat > "$dir/.$$"
mv "$dir/.$$" "$dir/$$"
"""
AASA = "asa.oberg@sundsvall.example"  # the one whom readback expects in an invitation
PER, MARIA, JONAS, SAMIRA, PROTECTED, METTE, LEYLA = 2, 3, 4, 7, 16, 22, 24
MEMBERS = 18  # admitted when the year begins, one of them protected
THEMES = ("Hot och våld; på nätet", "Digital säkerhet", "Medarbetarskap")
LINE = f"Tema 17 okt = {THEMES[0]}, 9–9–5, ordföranden avgör: Ordföranden väljer den första"


class Inbox:
    """The calendar of one person: the newest of each UID counts (RFC 5546 2.1.5)."""

    def __init__(self):
        self.letters = []

    def entries(self, letters):
        import icalendar

        entries = {}
        for raw in letters:
            calendar = icalendar.Calendar.from_ical(raw)
            event, = calendar.walk("VEVENT")
            uid, version = str(event["UID"]), (int(event["SEQUENCE"]), event["DTSTAMP"].dt)
            if uid not in entries or entries[uid][0] < version:
                gone = calendar["METHOD"] == "CANCEL"
                entries[uid] = (version, gone, str(event["SUMMARY"]), moment(event["DTSTART"].dt))
        return entries


def unfold(raw):
    return raw.replace(b"\r\n ", b"").split(b"\r\n")


class LetterYear(YearCase):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path("spool"))
        os.chmod(self.write("sendmail", FAKE), 0o700)
        self.write("config/traffpunkt/config.ini",
                   f"[organizer]\nmailbox = {MAILBOX}\n[mail]\nsendmail = {self.path('sendmail')}\n")
        self.folder = self.path("out")
        self.inboxes = collections.defaultdict(Inbox)
        self.requests = {}  # the newest invitation, by address and meeting

    # -- what is done

    def publish(self, *words, letters, tasks=1):
        done = self.json("meeting", "publish", *words, "--out", self.folder, "--force")
        self.assertEqual((done["letters"], done["tasks"]), (letters, tasks), (words, self.now()))
        return done

    def nothing_to_publish(self):
        self.refuse("meeting", "publish", "--all", "--out", self.folder, code=FAILED)

    def send(self, expected, then=None):
        """All that waits goes; `expected`: letters with a calendar by meeting and method.

        `then` is done when the letters have gone and the tasks have not.
        """
        waiting = self.json("outbox", "list")
        told = self.json("outbox", "send", "--all")
        self.assertEqual(told["kept"], [])
        if then:
            then()
        tasks = [str(at["id"]) for at in waiting if at["kind"] == "task"]
        if tasks:
            self.do("outbox", "done", *tasks)
        self.assertEqual(self.json("outbox", "list"), [])
        mails = self.take_mails()
        self.assertEqual(len(mails), told["sent"])
        found = self.read_mails(mails)
        self.assertEqual({at: len(found[at]) for at in found}, expected, self.now())
        return found

    def lacking(self):
        return len(self.json("participant", "list", "--filter", "lacks:file"))

    def reply(self, address, meeting, answer):
        """The answer of a calendar program to the newest invitation."""
        raw = self.requests[address, meeting]
        lines = [line.replace(b"METHOD:REQUEST", b"METHOD:REPLY") for line in unfold(raw)]
        for at, line in enumerate(lines):
            if line.startswith(b"ATTENDEE"):
                lines[at] = f"ATTENDEE;PARTSTAT={answer}:mailto:{address}".encode()
        path = self.path("reply.ics")
        pathlib.Path(path).write_bytes(b"\r\n".join(lines))
        told, = self.json("rsvp", path)["replies"]
        self.assertEqual(told["meeting_id"], meeting)
        return told["verdict"], told["status"]

    def answers(self, meeting):
        shown = self.json("meeting", "show", str(meeting))["answers"]
        return {at["participant_id"]: at["answer"] for at in shown if at["answer"] != "needs-action"}

    # -- what is read back

    def take_mails(self):
        mails = []
        for name in os.listdir(self.path("spool")):
            with open(self.path("spool", name), "rb") as file:
                mails.append(email.message_from_binary_file(file, policy=email.policy.default))
            os.unlink(self.path("spool", name))
        return mails

    def read_mails(self, mails):
        """The addresses by meeting and method; each letter is for one, and names nobody else."""
        found = collections.defaultdict(dict)
        for mail in mails:
            to, = mail["To"].addresses
            self.assertEqual((mail["Cc"], mail["Bcc"], mail.defects), (None, None, []))
            parts = [at for at in mail.walk() if at.get_content_type() == "text/calendar"]
            if parts:
                part, = parts
                raw = part.get_payload(decode=True)
                found[self.meeting_of(raw), part.get_param("method")][to.addr_spec] = raw
                self.inboxes[to.addr_spec].letters.append(raw)
        for (meeting, method), letters in found.items():
            self.check_letters(meeting, method, letters)
        return found

    def meeting_of(self, raw):
        return next(at for at, fact in self.facts.items() if fact["uid"].encode() in raw)

    def check_letters(self, meeting, method, letters):
        """Each says the same but for whom it is for; one of them is read by everybody."""
        same_for_all = set()
        for address, raw in letters.items():
            self.check_lines(raw)
            lines = unfold(raw)
            attendee, = [line for line in lines if line.startswith(b"ATTENDEE")]
            self.assertTrue(attendee.endswith(f":mailto:{address}".encode()), attendee)
            self.assertEqual(raw.count(b"@" + address.split("@")[1].encode()), 1)
            same_for_all.add(b"\r\n".join(line for line in lines if line != attendee))
            self.assertIn(f"METHOD:{method}".encode(), lines)
            if method == "REQUEST":
                self.requests[address, meeting] = raw
        self.assertEqual(len(same_for_all), 1)
        if AASA in letters:
            self.check_letter(meeting, method, letters[AASA])

    def check_letter(self, meeting, method, raw):
        fact = self.fact(meeting)
        if method == "CANCEL":
            fact = fact[:7] + ("",)
        self.versions.append(raw)
        folder = pathlib.Path(self.path(f"letter{len(self.versions)}"))
        folder.mkdir()
        path = folder / "request.ics"
        path.write_bytes(raw)
        readback.check_with_icalendar(path, [fact])
        check_with_vobject(raw, fact)
        readback.check_with_calcurse(path, [fact], folder / "calcurse")

    def read_files(self, *meetings):
        """The newest files in the folder, and the folder that follows along."""
        for meeting in meetings:
            paths = [at for at in pathlib.Path(self.folder).iterdir()
                     if self.facts[meeting]["uid"].encode() in at.read_bytes()]
            path = max(paths, key=lambda at: int(at.read_bytes().split(b"SEQUENCE:")[1].split()[0]))
            self.check_lines(path.read_bytes())
            fact = self.fact(meeting)
            if b"METHOD:CANCEL" in path.read_bytes():
                fact = fact[:7] + ("",)
            readback.check_with_icalendar(path, [fact])
            check_with_vobject(path.read_bytes(), fact)
        self.json("meeting", "export", "--vdir", "--out", self.path("khal", "calendar"))
        wanted = sorted(self.facts, key=lambda at: str(self.facts[at]["start"]))
        self.khal.compare(
            self.listed(), [self.fact(at) for at in wanted if not self.is_gone(self.facts[at])])

    def check_inboxes(self):
        """One entry of each meeting, the newest, in whatever order the letters came."""
        for address, inbox in self.inboxes.items():
            letters = inbox.letters
            entries = inbox.entries(letters)
            self.assertEqual(inbox.entries(letters[::-1] + letters[:2]), entries, address)
            for meeting, fact in self.facts.items():
                if fact["uid"] not in entries or address in self.gone[meeting]:
                    continue
                version, gone, title, start = entries[fact["uid"]]
                self.assertEqual((version[0], gone, title, start),
                                 (fact["version"], fact["status"] == "CANCELLED", fact["title"],
                                  fact["start"]), (address, meeting))

    # -- the year

    def test_year__every_calendar_ends_with_one_entry_of_each_meeting(self):
        self.gone = collections.defaultdict(set)  # those who left, by meeting
        for part in (self.september_sends_the_files, self.september_is_confirmed,
                     self.answers_come, self.the_theme_is_decided, self.times_get_known,
                     self.october_moves, self.the_webinar_is_told,
                     self.november_is_cancelled, self.next_year_gets_a_date, self.the_year_ends):
            part()

    def september_sends_the_files(self):
        self.at("2023-09-19T08:30")
        self.expect(SEPTEMBER, place="Stockholm", start=day("2023-09-26"), end=day("2023-09-27"),
                    title="Nätverksträff: Nätverkets deltagare och former. Brott mot demokratin",
                    status="TENTATIVE", uid=readback.UID_DAY, part="Förmiddag: ")
        self.expect(OCTOBER, **dict(zip(FIELDS, readback.DIGITAL_DAY[:6])),
                    part=readback.DIGITAL_DAY[7])
        self.expect(NOVEMBER, title="Nätverksträff (digital): PTU 2023", place="Digitalt",
                    start=day("2023-11-14"), end=day("2023-11-15"), status="TENTATIVE",
                    uid=readback.UID_WINTER, part="Klockslag meddelas. Träffen tar 2 timmar.")
        self.do("meeting", "export", "--all", "--out", self.folder)
        self.read_files(SEPTEMBER, OCTOBER, NOVEMBER)
        self.assertEqual(self.lacking(), MEMBERS)
        # What the protected person needs waits since the export, as a task for each meeting.
        self.publish("1", "2", "3", "--to-new", letters=3 * (MEMBERS - 1), tasks=0)
        self.send({(at, "REQUEST"): MEMBERS - 1 for at in (SEPTEMBER, OCTOBER, NOVEMBER)})
        self.assertEqual(self.lacking(), 0)
        self.nothing_to_publish()

    def september_is_confirmed(self):
        self.at("2023-09-22T10:00")
        self.do("meeting", "edit", "1", "--start", "10-16", "--address", "Hornsgatan 20")
        self.do("meeting", "confirm", "1")
        self.expect(SEPTEMBER, start=utc("2023-09-26T08:00"), end=utc("2023-09-26T14:00"),
                    status="CONFIRMED", place="Stockholm, Hornsgatan 20")
        self.publish("--all", letters=MEMBERS - 1)
        self.read_files(SEPTEMBER)
        self.send({(SEPTEMBER, "REQUEST"): MEMBERS - 1})

    def answers_come(self):
        self.at("2023-09-25T10:00")
        self.do("participant", "admit", str(METTE))
        for address, answer in ((AASA, "ACCEPTED"), ("per.hakansson@habo.example", "DECLINED")):
            self.assertEqual(self.reply(address, OCTOBER, answer), ("applied", "applied"))
        self.assertEqual(self.answers(OCTOBER), {19: "accepted", PER: "declined"})

    def the_theme_is_decided(self):
        self.at("2023-09-26T15:20")
        for theme in THEMES:
            self.do("theme", "propose", "2", theme)
        self.do("theme", "open", "2")
        for letter, hands in (("a", 9), ("b", 8), ("c", 6)):
            self.do("theme", "vote", "2", letter, "--hands", str(hands))
        self.do("undo")
        self.do("theme", "vote", "2", "c", "--hands", "5")
        self.do("theme", "vote", "2", "b")
        self.assertIn("A TIE 9–9–5", self.refuse("theme", "decide", "2", code=FAILED).err)
        decided = self.json("theme", "decide", "2", "a", "--note", "Ordföranden väljer den första")
        self.assertEqual(decided["resolution"], LINE)
        self.assertEqual([at["text"] for at in self.json("resolution", "list")], [LINE])
        self.assertEqual(self.changed_lines(), [
            "-- Tema: Bestäms gemensamt den 26 september.", "+- Tema: Hot och våld; på nätet."])
        before = self.web_lines()
        self.expect(OCTOBER, title=f"Nätverksträff (digital): {THEMES[0]}",
                    part=f"Tema: {THEMES[0]}")
        self.assertTrue(self.publish("2", letters=MEMBERS - 1)["web"])
        self.assertEqual(self.changed_lines(), [])
        self.assertEqual(
            sorted(set(self.web_lines()) - set(before)), ["Publicerad 26 september 2023"])
        self.read_files(OCTOBER)
        self.assertEqual(self.lacking(), MEMBERS + 1)
        held = set(self.inboxes)
        self.refuse("meeting", "publish", "2", "--out", self.folder, code=FAILED)
        found = self.send({(OCTOBER, "REQUEST"): MEMBERS - 1})
        self.assertEqual(set(found[OCTOBER, "REQUEST"]), held)
        self.assertEqual(self.lacking(), 1)  # who was admitted yesterday
        self.publish("2", "3", "--to-new", letters=2, tasks=0)
        self.assertEqual(
            set(self.send({(OCTOBER, "REQUEST"): 1, (NOVEMBER, "REQUEST"): 1})[OCTOBER, "REQUEST"]),
            {"mette.sorensen@helsingborg.example"})
        self.nothing_to_publish()
        self.september_is_held()

    def changed_lines(self):
        lines = self.run_program("network", "webtext", "--diff").out.splitlines()[2:]
        return [line for line in lines if line[0] in "-+"]

    def web_lines(self):
        return self.run_program("network", "webtext", "--format", "text").out.splitlines()

    def september_is_held(self):
        sheet = self.run_program("meeting", "sheet", "1").out.splitlines()
        codes = [line[:4] for line in sheet if line[2:3] == "-" and line[:2].isdigit()]
        self.assertEqual(len(codes), MEMBERS + 1)
        told = self.json("meeting", "attend", "1", "--codes", " ".join(codes[:-2]))
        self.assertEqual((len(told["noted"]), told["wrong"]), (MEMBERS - 1, []))
        self.do("meeting", "state", "1", "held")
        self.assertEqual(self.lacking(), 0)
        self.nothing_to_publish()

    def times_get_known(self):
        self.at("2023-10-02T09:00")
        late = self.requests[AASA, OCTOBER]
        self.do("meeting", "edit", "2", "--start", "10", "--link-later", "true")
        self.do("meeting", "confirm", "2")
        self.expect(OCTOBER, start=utc("2023-10-17T08:00"), end=utc("2023-10-17T10:00"),
                    status="CONFIRMED", part="Länk skickas senare.\n")
        self.do("meeting", "edit", "3", "--start", "10", "--link", readback.LINK)
        self.do("meeting", "confirm", "3")
        self.expect(NOVEMBER, start=utc("2023-11-14T09:00"), end=utc("2023-11-14T11:00"),
                    status="CONFIRMED", part=f"{readback.LINK}\n",
                    place=f"Digitalt – {readback.LINK}")
        self.publish("--all", letters=2 * MEMBERS, tasks=2)
        self.read_files(OCTOBER, NOVEMBER)
        self.send({(OCTOBER, "REQUEST"): MEMBERS, (NOVEMBER, "REQUEST"): MEMBERS})
        # An answer to what she had before: it waits, and changes nothing.
        newest, self.requests[AASA, OCTOBER] = self.requests[AASA, OCTOBER], late
        before = self.answers(OCTOBER)
        self.assertEqual(self.reply(AASA, OCTOBER, "DECLINED"), ("stale", "open"))
        self.assertEqual(self.answers(OCTOBER), before)
        self.requests[AASA, OCTOBER] = newest
        self.assertEqual(self.reply(AASA, OCTOBER, "TENTATIVE"), ("applied", "applied"))
        self.assertEqual(self.answers(OCTOBER)[19], "tentative")

    def october_moves(self):
        self.at("2023-10-05T13:00")
        told = self.json("meeting", "move", "2", "19/10")
        self.assertEqual((told["moved"], told["holders"]), (True, MEMBERS + 1))
        self.expect(OCTOBER, start=utc("2023-10-19T08:00"), end=utc("2023-10-19T10:00"))
        self.publish("--all", letters=MEMBERS)
        self.read_files(OCTOBER)
        self.send({(OCTOBER, "REQUEST"): MEMBERS}, then=self.nothing_is_taken_back)
        # That the task was done can be: then the ledger has what it had.
        self.do("undo")
        self.assertEqual(self.lacking(), 1)
        self.send({})
        self.assertEqual(self.lacking(), 0)
        self.at("2023-10-20T09:00")
        self.do("meeting", "state", "2", "held")
        self.nothing_to_publish()

    def nothing_is_taken_back(self):
        """What people have in their calendars cannot be undone."""
        self.assertIn(f"{MEMBERS} people have version 3 already",
                      self.refuse("undo", code=FAILED).err)

    def the_webinar_is_told(self):
        self.at("2023-11-01T09:00")
        told = self.json("meeting", "webinar", "3", "--out", self.folder)
        self.assertEqual((told["full"], told["rows"], told["tasks"]), (True, MEMBERS, 1))
        self.do("outbox", "done", *[str(at["id"]) for at in self.json("outbox", "list")])
        self.do("participant", "withdraw", str(SAMIRA), "--reason", "flyttar")
        self.gone[NOVEMBER].add("samira.ali@malmo.example")
        found = self.send({(NOVEMBER, "CANCEL"): 1})
        self.assertEqual(set(found[NOVEMBER, "CANCEL"]), {"samira.ali@malmo.example"})
        self.do("participant", "admit", str(LEYLA))
        self.at("2023-11-02T09:00")
        told = self.json("meeting", "webinar", "3", "--out", self.folder)
        self.assertEqual((told["full"], told["rows"], told["new"], told["withdrawn"], told["tasks"]),
                         (False, 2, 1, 1, 0))

    def november_is_cancelled(self):
        self.at("2023-11-10T09:00")
        self.do("meeting", "cancel", "3", "--reason", "Föreläsaren är sjuk.")
        self.expect(NOVEMBER, status="CANCELLED",
                    title="INSTÄLLD: " + self.facts[NOVEMBER]["title"],
                    part="Träffen är inställd: Föreläsaren är sjuk.")
        self.publish("--all", letters=MEMBERS - 1)
        self.read_files(NOVEMBER)
        held = {at for at, meeting in self.requests if meeting == NOVEMBER} - self.gone[NOVEMBER]
        found = self.send({(NOVEMBER, "CANCEL"): MEMBERS - 1})
        self.assertEqual(set(found[NOVEMBER, "CANCEL"]), held)
        self.assertEqual(self.lacking(), 0)
        self.nothing_to_publish()

    def next_year_gets_a_date(self):
        self.at("2023-12-01T09:00")
        for when in ("6 feb 2024 9-12", "2024-02-13"):
            self.do("theme", "propose", "4", "--date", when)
        self.do("theme", "open", "4", "--date")
        self.do("theme", "vote", "4", "a", "--hands", "5", "--date")
        self.do("theme", "decide", "4", "--date")
        self.do("meeting", "edit", "4", "--link-later", "true")
        self.do("meeting", "confirm", "4")
        self.expect(SEMINAR, title="Halvdagsseminarium (digitalt): tema bestäms senare",
                    place="Digitalt", start=utc("2024-02-06T08:00"), end=utc("2024-02-06T11:00"),
                    status="CONFIRMED", uid="ca490d86-b60f-42c7-8cc4-2be79225ce7a",
                    part="Länk skickas senare.\n")
        self.publish("4", "--to-new", letters=MEMBERS)
        self.read_files(SEMINAR)
        self.send({(SEMINAR, "REQUEST"): MEMBERS})
        self.assertEqual(self.lacking(), 0)

    def the_year_ends(self):
        self.at("2024-02-07T09:00")
        self.do("meeting", "state", "4", "held")
        self.assertEqual(self.run_program("check").out, "Everything is as it should be.\n")
        self.check_inboxes()
        uids = [self.facts[at]["uid"] for at in (SEPTEMBER, OCTOBER, NOVEMBER, SEMINAR)]
        self.assertEqual(sorted(self.inboxes[AASA].entries(self.inboxes[AASA].letters)),
                         sorted(uids))
        self.check_ledger()

    def check_ledger(self):
        """What the ledger says that each has is what their calendar has."""
        for meeting, fact in self.facts.items():
            for row in self.json("meeting", "recipients", str(meeting)):
                inbox = self.inboxes.get(row["email"])
                if inbox and row["sequence"] is not None:
                    version, gone = inbox.entries(inbox.letters)[fact["uid"]][:2]
                    same(f"{row['email']} of {meeting}", (version[0], gone),
                         (row["sequence"], False))


if __name__ == "__main__":
    main()
