#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""outbox send and show: what a mail program is given, read back by others, and the exit codes."""

import email
import email.policy
import os
import sqlite3
import subprocess

import icalendar

from program import FAILED, NO_PERMISSION, USAGE, Case, main

UNAVAILABLE, TRY_AGAIN = 69, 75
PER, MARIA, JONAS = 2, 3, 4
OCTOBER = 2
MAILBOX = "natverk@skr.example"
FAKE = """#!/bin/sh
dir=${0%/*}
case $(cat "$dir/mode" 2>/dev/null) in
refuse) cat > /dev/null; echo 'no such user here' >&2; exit 67;;
later) cat > /dev/null; echo 'come back' >&2; exit 75;;
crash) cat > /dev/null; kill -9 $$;;
esac
cat > "$dir/letter.$$"
mv "$dir/letter.$$" "$dir/spool/$$"
"""


class Outbox(Case):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path("spool"))
        program = self.write("sendmail", FAKE)
        os.chmod(program, 0o700)
        self.settings(f"[organizer]\nmailbox = {MAILBOX}\nname = Nätverket, SKR\n")

    def settings(self, text):
        self.write("config/traffpunkt/config.ini",
                   f"{text}\n[mail]\nsendmail = {self.path('sendmail')}\n")

    def mode(self, mode):
        self.write("mode", mode)

    def spool(self):
        mails = []
        for name in sorted(os.listdir(self.path("spool"))):
            with open(self.path("spool", name), "rb") as file:
                mails.append(email.message_from_binary_file(file, policy=email.policy.default))
        return mails

    def letter(self, participant, attachment="none", reason="invitation"):
        """A letter with the file of the meeting in October, as publishing makes them."""
        address = self.json("participant", "show", str(participant))["email"]
        with sqlite3.connect(self.db) as database:
            number = database.execute("SELECT coalesce(max(id), 0) + 1 FROM draft").fetchone()[0]
            database.execute(
                "INSERT INTO draft (id, network_id, uid, kind, reason, status, participant_id,"
                " meeting_id, attachment, address, subject, body, message_id, protected,"
                " created_at, updated_at, status_key) SELECT ?, 1, ?, 'mail', ?, 'draft', ?, ?, ?,"
                " ?, 'Inbjudan: tis 17 okt', 'Hej!' || char(10) || 'Välkommen – åäö.', ?, 0,"
                " 1695105000, 1695105000, 0",
                (number, f"uid-{number}", reason, participant, OCTOBER, attachment, address,
                 f"{number}.abc@skr.example"))
        database.close()
        return str(number)

    def row(self, number):
        return self.json("outbox", "show", number)

    def send(self, *arguments, code=0):
        return self.json("outbox", "send", *arguments, code=code)

    # ---- what is handed over ----

    def test_invitation__read_back_by_others(self):
        self.run_program("meeting", "edit", str(OCTOBER), "--start", "10-12")
        number = self.letter(PER)
        shown = self.run_program("outbox", "show", number, "--eml").raw
        self.assertEqual(self.send(number), {"dry_run": False, "sent": 1, "kept": []})
        mail, = self.spool()
        # The letter that was shown is the one that went.
        self.assertEqual(email.message_from_bytes(shown, policy=email.policy.default).as_bytes(),
                         mail.as_bytes())
        self.assertEqual(mail["From"].addresses[0].addr_spec, MAILBOX)
        self.assertEqual(mail["From"].addresses[0].display_name, "Nätverket, SKR")
        self.assertEqual(mail["To"].addresses[0].addr_spec, "per.hakansson@habo.example")
        self.assertEqual(mail["Subject"], "Inbjudan: tis 17 okt")
        self.assertEqual(mail["Message-ID"], f"<{number}.abc@skr.example>")
        self.assertEqual(mail["Date"].datetime.isoformat(), "2023-09-19T08:30:00+02:00")
        self.assertEqual(mail.defects, [])
        types = [part.get_content_type() for part in mail.walk()]
        self.assertEqual(types, ["multipart/mixed", "multipart/alternative", "text/plain",
                                 "text/calendar", "application/ics"])
        text, calendar, file = [part for part in mail.walk() if not part.is_multipart()]
        self.assertEqual(text.get_content(), "Hej!\nVälkommen – åäö.\n")
        self.assertEqual(calendar["Content-Transfer-Encoding"], "base64")
        self.assertIsNone(calendar["Content-Disposition"])
        parameters = dict(calendar["Content-Type"].params)
        self.assertEqual(parameters, {"charset": "UTF-8", "method": "REQUEST",
                                      "component": "VEVENT"})
        self.assertEqual(file.get_filename(), "inbjudan.ics")
        self.assertEqual(file.get_payload(decode=True), calendar.get_payload(decode=True))
        self.check_request(calendar.get_payload(decode=True), mail)

    def check_request(self, data, mail):
        """RFC 5546 3.2.2: METHOD, organizer, exactly one attendee, both as in the mail."""
        calendar = icalendar.Calendar.from_ical(data)
        self.assertEqual(calendar["METHOD"], "REQUEST")
        event, = calendar.walk("VEVENT")
        self.assertEqual(event["ORGANIZER"], f"mailto:{mail['From'].addresses[0].addr_spec}")
        self.assertIsInstance(event["ATTENDEE"], icalendar.vCalAddress)  # one, no list
        self.assertEqual(event["ATTENDEE"], f"mailto:{mail['To'].addresses[0].addr_spec}")
        self.assertEqual(dict(event["ATTENDEE"].params),
                         {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "RSVP": "TRUE",
                          "PARTSTAT": "NEEDS-ACTION", "CN": "Per Håkansson"})
        self.assertEqual(event["SEQUENCE"], 0)
        self.assertEqual(event["DTSTART"].dt.isoformat(), "2023-10-17T10:00:00+02:00")
        self.assertNotIn("VALARM", data.decode())
        self.assertNotIn("Maria", data.decode())

    def test_cancellation__of_the_meeting_and_of_one_person(self):
        self.send(self.letter(PER))
        self.send(self.letter(MARIA))
        self.send(self.letter(MARIA, "cancel", "cancellation"))
        self.run_program("meeting", "cancel", str(OCTOBER), "--reason", "för få anmälda")
        self.send(self.letter(PER, "cancel", "cancellation"))
        found = {}
        for mail in self.spool():
            part, = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
            if part.get_param("method") == "CANCEL":
                calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
                event, = calendar.walk("VEVENT")
                self.assertEqual(calendar["METHOD"], "CANCEL")
                self.assertEqual(event["ATTENDEE"], f"mailto:{mail['To'].addresses[0].addr_spec}")
                found[event["ATTENDEE"].params["CN"]] = (event["SEQUENCE"], event.get("STATUS"))
        self.assertEqual(found, {"Maria Lööf": (1, None), "Per Håkansson": (1, "CANCELLED")})

    def test_no_mailbox__plain_file_and_never_published(self):
        self.settings("")
        number = self.letter(PER)
        self.refuse("outbox", "send", number, code=USAGE)
        self.write("config/traffpunkt/config.ini",
                   f"[mail]\nsendmail = {self.path('sendmail')}\nfrom = anna@skr.example\n")
        self.send(number)
        self.send(self.letter(MARIA, "publish"))
        for mail in self.spool():
            self.assertEqual(mail["From"].addresses[0].addr_spec, "anna@skr.example")
            types = [part.get_content_type() for part in mail.walk()]
            self.assertEqual(types, ["multipart/mixed", "text/plain", "application/ics"])
            file = list(mail.iter_attachments())[0]
            self.assertEqual(file.get_filename(), "traff-2023-10-17-digital.ics")
            calendar = icalendar.Calendar.from_ical(file.get_payload(decode=True))
            self.assertNotIn("METHOD", calendar)

    # ---- what is said ----

    def test_english_screen__the_letters_are_swedish(self):
        def english(*arguments):
            return self.run_program("--lang", "en", *arguments)

        english("meeting", "edit", str(OCTOBER), "--start", "10:00", "--end", "12:00",
                "--link", "https://skr.example/m")
        english("participant", "welcome", str(PER))
        english("meeting", "publish", str(OCTOBER), "--to-new", "--no-files")
        self.send("--all")
        english("meeting", "move", str(OCTOBER), "19/10 13-15")
        english("meeting", "publish", str(OCTOBER), "--no-files")
        welcome, *invitations = self.json("outbox", "list", "--all")
        update = invitations[-1]["id"]
        texts = [self.json("outbox", "show", str(number))["body"]
                 for number in (welcome["id"], invitations[0]["id"], update)]
        for text in texts:
            self.assertRegex(text, r"\A(?s:Hej.*Vänliga hälsningar\n)")
        self.assertIn("När: tis 17 okt 2023 10:00–12:00 → tor 19 okt 2023 13:00–15:00", texts[2])

    def test_words__all_or_numbers(self):
        self.refuse("outbox", "send", code=USAGE)
        self.refuse("outbox", "send", "1", "--all", code=USAGE)
        self.refuse("outbox", "send", "99", code=FAILED)
        self.assertEqual(self.send("--all"), {"dry_run": False, "sent": 0, "kept": []})

    def test_dry_run__tells_and_sends_nothing(self):
        first, second = self.letter(PER), self.letter(MARIA)
        self.run_program("outbox", "edit", second, "--address", "maria lööf")
        told = self.send("--all", "--dry-run", code=FAILED)
        self.assertEqual((told["dry_run"], told["sent"], told["kept"][0]["id"]),
                         (True, 1, int(second)))
        self.json("--readonly", "outbox", "send", first, "--dry-run")
        self.refuse("--readonly", "outbox", "send", first, code=NO_PERMISSION)
        self.assertEqual(self.spool(), [])
        self.assertEqual(self.row(second)["failure"], None)

    def test_refused__kept_with_the_reason_and_listed(self):
        number = self.letter(PER)
        self.mode("refuse")
        kept, = self.send(number, code=FAILED)["kept"]
        self.assertIn("(67): no such user here", kept["reason"])
        self.assertEqual(self.row(number)["failure"], kept["reason"])
        self.assertEqual(self.row(number)["status"], "draft")
        listed = self.run_program("--lang", "en", "outbox", "list")
        self.assertIn(f"{number} letter no. {number} (invitation) did not go: ", listed.err)
        self.mode("")
        self.send("--all")
        self.assertEqual(len(self.spool()), 1)

    def test_try_again__exit_code_of_its_own(self):
        number = self.letter(PER)
        self.mode("later")
        told = subprocess.run([self.program(), "outbox", "send", number], env=self.env, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              stdin=subprocess.DEVNULL)
        self.assertEqual(told.returncode, TRY_AGAIN)
        self.assertIn(b"(75): come back", told.stderr)

    def test_no_program__unavailable(self):
        number = self.letter(PER)
        os.unlink(self.path("sendmail"))
        self.refuse("outbox", "send", number, code=UNAVAILABLE)
        self.assertEqual(self.row(number)["status"], "draft")
        self.write("config/traffpunkt/config.ini", "[mail]\nsendmail = sendmail\n")
        self.run_program("outbox", "list", code=65)

    # ---- nothing goes twice ----

    def test_doubt__left_to_a_person(self):
        number = self.letter(PER)
        self.mode("crash")
        self.send(number, code=FAILED)
        self.mode("")
        for words in (("--all",), (number,)):
            kept, = self.send(*words, code=FAILED)["kept"]
            self.assertIn(f"{number}.abc@skr.example", kept["reason"])
        listed = self.run_program("--lang", "en", "outbox", "list")
        self.assertIn("it is not known whether it went", listed.err)
        self.assertEqual(self.spool(), [])
        self.run_program("outbox", "restore", number)
        self.send(number)
        self.assertEqual(len(self.spool()), 1)

    def test_two_at_once__each_letter_once(self):
        numbers = [self.letter(PER) for _ in range(6)]
        both = [subprocess.Popen([self.program(), "outbox", "send", *numbers], env=self.env,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                 stdin=subprocess.DEVNULL) for _ in range(2)]
        for process in both:
            process.wait(timeout=60)
        self.run_program("outbox", "list")
        went = [mail["Message-ID"] for mail in self.spool()]
        self.assertEqual(len(went), len(set(went)))
        self.assertEqual(len(went), len(numbers))

    def test_protected__never(self):
        number = self.letter(PER)
        self.run_program("participant", "edit", str(PER), "--protected", "yes",
                         "--list-consent", "nobody")
        kept, = self.send(number, code=FAILED)["kept"]
        self.assertNotIn("Per", str(kept))
        self.refuse("outbox", "show", number, "--eml", code=FAILED)
        self.assertEqual(self.spool(), [])

    @staticmethod
    def program():
        from program import PROGRAM
        return PROGRAM


if __name__ == "__main__":
    main()
