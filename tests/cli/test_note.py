#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Internal notes, personal numbers and letters that must not go, as a script meets them."""

import os
import sqlite3
import subprocess

from program import FAILED, NO_PERMISSION, USAGE, Case, main

NEW, OPEN = "6", "3"
NOTE = "Ring kommunens ekonomi, hon är sjukskriven sedan i maj och kommer inte åter"
FAKE = """#!/bin/sh
dir=${0%/*}
cat > "$dir/spool/$$"
"""


def runs_of(text, length):
    words = text.split()
    return [" ".join(words[at:at + length]) for at in range(len(words) - length + 1)]


class Note(Case):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path("spool"))
        program = self.write("sendmail", FAKE)
        os.chmod(program, 0o700)
        self.write("config/traffpunkt/config.ini",
                   "[organizer]\nmailbox = natverk@skr.example\n"
                   f"[user]\ninitials = AP\n[mail]\nsendmail = {program}\n")

    def letter(self, body, address="x@y.example"):
        with sqlite3.connect(self.db) as database:
            number = database.execute("SELECT coalesce(max(id), 0) + 1 FROM draft").fetchone()[0]
            database.execute(
                "INSERT INTO draft (id, network_id, uid, kind, reason, status, address, subject,"
                " body, message_id, request_id, protected, created_at, updated_at, status_key)"
                " VALUES (?, 1, ?, 'mail', 'invitation', 'draft', ?, 'Sv: fråga', ?, ?, ?, 0,"
                " 1695105000, 1695105000, 0)",
                (number, f"uid-{number}", address, body, f"{number}@skr.example", NEW))
        database.close()
        return str(number)

    def spool(self):
        return [open(self.path("spool", name), encoding="utf-8").read()
                for name in os.listdir(self.path("spool"))]

    # ---- notes ----

    def test_note__written_listed_changed_deleted(self):
        number = self.run_program("request", "note", NEW, "--text", NOTE).out.strip()
        listed = self.run_program("request", "note", NEW).out
        self.assertIn("INTERNAL NOTES – never sent", listed)
        self.assertIn(NOTE, listed)
        piped = subprocess.Popen(["printf", "rad ett\\nrad två\\n"], stdout=subprocess.PIPE)
        self.run_program("request", "note", NEW, "--text", "-", stdin=piped.stdout)
        piped.stdout.close()
        piped.wait()
        notes = self.json("request", "note", NEW)
        self.assertEqual([note["text"] for note in notes], [NOTE, "rad ett\nrad två"])
        self.run_program("request", "note", NEW, "--edit", number, "--text", "annat")
        self.run_program("request", "note", NEW, "--delete", str(notes[1]["id"]))
        self.assertEqual([note["text"] for note in self.json("request", "note", NEW)], ["annat"])
        self.run_program("undo")
        self.assertEqual(len(self.json("request", "note", NEW)), 2)

    def test_note__refused(self):
        number = self.run_program("request", "note", NEW, "--text", NOTE).out.strip()
        self.refuse("request", "note", NEW, "--edit", number, code=USAGE)
        self.refuse("request", "note", OPEN, "--edit", number, "--text", "x", code=FAILED)
        self.refuse("request", "note", "4711", "--text", "x", code=FAILED)
        self.refuse("request", "note", NEW, "--text", "x", "--keep-number", " ", code=USAGE)
        self.refuse("--readonly", "request", "note", NEW, "--text", "x", code=NO_PERMISSION)
        self.run_program("--readonly", "request", "note", NEW)
        with sqlite3.connect(self.db) as database:
            database.execute("UPDATE internal_note SET who = 'US'")
        database.close()
        self.refuse("request", "note", NEW, "--edit", number, "--text", "x", code=FAILED)

    def test_note__leaves_with_nothing(self):
        """K10, invariant 19: no three words of it in any file that the program writes."""
        self.run_program("request", "note", NEW, "--text", NOTE)
        self.run_program("request", "note", "1", "--text", NOTE)
        with sqlite3.connect(self.db) as database:
            person = database.execute("SELECT participant_id FROM request WHERE id = 1").fetchone()
        database.close()
        folder = self.path("out")
        os.mkdir(folder, 0o700)
        number = self.letter("Hej! Vi svarar om fakturan.")
        texts = [self.run_program("outbox", "show", number, "--eml").out]
        self.run_program("outbox", "send", number)
        texts += self.spool()
        self.assertEqual(len(texts), 2)
        texts.append(self.run_program("network", "export").out)
        texts.append(self.run_program("request", "show", NEW).out)
        texts.append(self.run_program("--json", "request", "show", NEW).out)
        texts.append(self.run_program("--json", "request", "list", "--all").out)
        texts.append(self.run_program("--json", "outbox", "list", "--all").out)
        texts.append(self.run_program("network", "webtext").out)
        self.run_program("meeting", "export", "--all", "--out", os.path.join(folder, "ics"))
        self.run_program("participant", "extract", str(person[0]), "--out",
                         os.path.join(folder, "extract"))
        for place, _folders, names in os.walk(folder):
            for name in names:
                with open(os.path.join(place, name), "rb") as file:
                    texts.append(file.read().decode("utf-8", "replace"))
        self.assertGreater(len(texts), 10)
        for text in texts:
            for run in runs_of(NOTE, 3):
                self.assertNotIn(run.lower(), text.lower())

    # ---- letters ----

    def test_letter__that_quotes_a_note_stays(self):
        self.run_program("request", "note", NEW, "--text", NOTE)
        number = self.letter("Hej!\nHon är sjukskriven sedan i maj och kommer inte åter.")
        sent = self.json("outbox", "send", number, code=FAILED)
        self.assertEqual(sent["sent"], 0)
        self.assertIn("Line 2: This stands in an internal note", sent["kept"][0]["reason"])
        self.assertEqual(self.spool(), [])
        self.assertIn("internal note", self.json("outbox", "show", number)["failure"])
        listed = self.run_program("outbox", "list")
        self.assertIn("did not go", listed.err)
        self.refuse("outbox", "allow", number, "--reason", "går bra", code=FAILED)

    def test_letter__allowed_for_a_reason(self):
        """K09: with one name added by hand it is blocked."""
        number = self.letter("Hej!\nFråga Per Håkansson.")
        sent = self.json("outbox", "send", number, code=FAILED)
        self.assertIn("Another participant", sent["kept"][0]["reason"])
        self.assertNotIn("Håkansson", sent["kept"][0]["reason"])
        self.refuse("outbox", "allow", number, code=FAILED)
        self.run_program("outbox", "allow", number, "--reason", "kommunalråd, offentlig uppgift")
        self.assertIn("kommunalråd, offentlig uppgift", self.run_program("history").out)
        self.assertEqual(self.json("outbox", "send", number)["sent"], 1)
        self.assertEqual(len(self.spool()), 1)

    def test_letter__to_whom_it_names_goes(self):
        number = self.letter("Hej Per Håkansson!", "per.hakansson@habo.example")
        with sqlite3.connect(self.db) as database:
            database.execute("UPDATE draft SET participant_id = 2")
        database.close()
        self.assertEqual(self.json("outbox", "send", number)["sent"], 1)

    def test_doors__warn(self):
        self.run_program("meeting", "edit", "2", "--theme", "Per Håkansson berättar")
        told = self.run_program("meeting", "export", "2", "--out", self.path("ics"))
        self.assertIn("Another participant", told.err)
        self.run_program("network", "edit", "--purpose", "Fråga Per Håkansson.")
        told = self.run_program("network", "webtext")
        self.assertIn("Another participant", told.err)

    # ---- personal numbers ----

    def test_number__nowhere_in_the_file(self):
        """K04, invariant 20: the database, its log and its search hold none."""
        number = "19121212-1212"
        self.run_program("request", "edit", NEW, "--body", f"mitt nummer är {number}")
        self.run_program("request", "note", NEW, "--text", f"hennes nummer {number}")
        self.run_program("participant", "edit", "2", "--note", number)
        self.run_program("network", "edit", "--purpose", f"nummer {number}")
        for name in os.listdir(self.home):
            if name.startswith("n.db"):
                with open(self.path(name), "rb") as file:
                    content = file.read()
                self.assertNotIn(b"1212-1212", content)
                self.assertNotIn(b"12121212", content)
        self.assertIn("121212-****", self.json("request", "show", NEW)["body"])
        self.run_program("check")

    def test_number__kept_for_a_reason(self):
        self.run_program("request", "edit", NEW, "--body", "nummer 121212-1212",
                         "--keep-number", "domstolen frågar efter det")
        self.assertEqual(self.json("request", "show", NEW)["body"], "nummer 121212-1212")
        kept, = self.json("request", "numbers")
        self.assertEqual((kept["entity"], kept["record_id"], kept["field"], kept["reason"]),
                         ("request", int(NEW), "body", "domstolen frågar efter det"))
        self.assertIn("domstolen frågar efter det", self.run_program("request", "numbers").out)
        self.run_program("check")
        self.run_program("request", "assign", NEW, "US")
        self.assertEqual(self.json("request", "show", NEW)["body"], "nummer 121212-1212")


if __name__ == "__main__":
    main()
