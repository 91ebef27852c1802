#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One request: its conversation, merging, linking, converting, referring, and the case as a file."""

import hashlib
import os
import sqlite3
import stat

from program import BAD_DATA, CANNOT_CREATE, FAILED, USAGE, Case, main

FRISK, QUARANTINED, LUND, URGENT = "6", "5", "8", "9"


class RequestCase(Case):
    def sql(self, statement, *values):
        with sqlite3.connect(self.db) as database:
            return database.execute(statement, values).fetchall()

    def add_mail(self, request=LUND, body="Hej igen", quoted="> förr\n> och nu", at=1695100000):
        self.sql(
            "INSERT INTO message (request_id, direction, nature, at, sender, subject, body, quoted,"
            " protected) VALUES (?, 'in', 'message', ?, 'malin@lund.example', 'Sv: Anmälan', ?, ?, 0)",
            request, at, body, quoted,
        )
        return self.sql("SELECT max(id) FROM message")[0][0]

    def add_file(self, message, name, content=b"innehall"):
        digest = hashlib.sha256(content).hexdigest()
        folder = self.path("attachments")
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with open(os.path.join(folder, digest), "wb") as file:
            file.write(content)
        self.sql(
            "INSERT INTO attachment (message_id, ordinal, name, media_type, size, file, digest,"
            " protected) VALUES (?, 1, ?, 'application/pdf', ?, ?, ?, 0)",
            message, name, len(content), digest, digest,
        )

    def request(self, number):
        return self.json("request", "show", number)

    # ---- show

    def test_show__tells_the_conversation(self):
        self.add_file(self.add_mail(), "cv.pdf")
        messages = self.request(LUND)["messages"]
        self.assertEqual([at["direction"] for at in messages], ["in", "in"])
        self.assertEqual(messages[1]["body"], "Hej igen")
        self.assertEqual(messages[1]["quoted"], "> förr\n> och nu")
        self.assertEqual(
            [(at["name"], at["size"]) for at in messages[1]["attachments"]], [("cv.pdf", 8)]
        )
        text = self.run_program("request", "show", LUND).out
        self.assertIn("Hej igen", text)
        self.assertIn("cv.pdf (application/pdf, 8 bytes)", text)

    def test_show__changes_nothing(self):
        self.request(FRISK)
        self.assertEqual(self.request(FRISK)["status"], "new")

    def test_show__notes_only_when_asked(self):
        self.sql(
            "INSERT INTO internal_note (request_id, at, who, text, protected)"
            " VALUES (8, 1695100000, 'AP', 'ring ekonomin', 0)"
        )
        self.assertNotIn("notes", self.request(LUND))
        self.assertNotIn("ekonomin", self.run_program("request", "show", LUND).out)
        notes = self.json("request", "show", LUND, "--notes")["notes"]
        self.assertEqual([(at["who"], at["text"]) for at in notes], [("AP", "ring ekonomin")])
        self.assertIn("ekonomin", self.run_program("request", "show", LUND, "--notes").out)

    def test_show__hostile_mail_is_harmless(self):
        self.add_file(
            self.add_mail(body="a\x1b]0;x\x07b\u202ec", quoted="\x9b31m"), "\x1b[2Jx\u202e.pdf"
        )
        self.assert_clean(self.run_program("request", "show", LUND).out)
        self.assert_clean(self.run_program("request", "export", LUND, "--out", "-").out)

    # ---- sensitive

    def test_sensitive__is_hidden_until_a_purpose_is_logged(self):
        self.add_mail()
        self.run_program("request", "sensitive", LUND)
        shown = self.request(LUND)
        self.assertTrue(shown["sensitive"])
        self.assertIsNone(shown["body"])
        self.assertIsNone(shown["messages"][1]["body"])
        listed = {at["id"]: at for at in self.json("request", "list", "--all")}[8]
        self.assertIsNone(listed["subject"])
        self.assertNotIn("Anmälan till professions", self.run_program("request", "show", LUND).out)
        self.assertEqual(self.json("request", "list", "--filter", "professionsnätverket"), [])
        self.assertEqual(self.json("access", "list"), [])
        self.refuse("request", "show", LUND, "--personal", " ", code=BAD_DATA)
        opened = self.json("request", "show", LUND, "--personal", "triage")
        self.assertIn("professionsnätverket", opened["subject"])
        self.assertEqual(opened["messages"][1]["body"], "Hej igen")
        self.assertTrue(opened["sensitive"])
        log = self.json("access", "list")
        self.assertEqual([(at["what"], at["request_id"], at["reason"]) for at in log],
            [("request", 8, "triage")])
        self.run_program("request", "sensitive", LUND, "--off")
        self.assertIsNotNone(self.request(LUND)["body"])

    def test_sensitive__not_in_the_network_file_or_the_history(self):
        self.run_program("request", "sensitive", LUND)
        self.assertNotIn("professionsnätverket", self.run_program("network", "export").out)
        self.assertNotIn("professionsnätverket", self.run_program("history").out)

    def test_retention__sensitive_has_days_of_its_own(self):
        self.run_program("retention", "--set", "sensitive=30")
        rules = self.json("retention", "--preview")
        self.assertIn("sensitive", str(rules))

    # ---- merge

    def test_merge__into_the_oldest__undone(self):
        self.sql("UPDATE request SET sender_email = 'malin.rosen@lund.example' WHERE id = 6")
        self.run_program("request", "merge", LUND, FRISK)
        merged = self.request(LUND)
        self.assertEqual((merged["status"], merged["merged_into_id"]), ("merged", 6))
        self.assertEqual([at["request_id"] for at in self.request(FRISK)["messages"]], [6, 8])
        self.run_program("undo")
        self.assertEqual(self.request(LUND)["status"], "new")

    def test_merge__other_senders_need_yes(self):
        error = self.refuse("request", "merge", LUND, FRISK, code=FAILED).err
        self.assertIn("different senders", error)
        merged = self.json("request", "merge", LUND, FRISK, "--into", LUND, "--yes")
        self.assertEqual(merged["id"], 8)
        self.assertEqual(self.request(FRISK)["merged_into_id"], 8)
        self.refuse("request", "merge", QUARANTINED, "--into", LUND, "--yes", code=FAILED)
        self.refuse("request", "merge", LUND, "--into", LUND, code=FAILED)

    # ---- link and convert

    def test_link__and_unlink(self):
        self.run_program("request", "link", FRISK, "--participant", "2", "--meeting", "14/11/2023")
        linked = self.request(FRISK)
        self.assertEqual((linked["participant_id"], linked["meeting_id"]), (2, 3))
        self.run_program("request", "link", FRISK, "--none")
        self.assertIsNone(self.request(FRISK)["participant_id"])
        self.refuse("request", "link", FRISK, code=USAGE)
        self.refuse("request", "link", FRISK, "--participant", "999", code=FAILED)

    def test_convert__links_and_waits(self):
        made = self.json("request", "convert", LUND, "--admit", "--title", "Handläggare")
        self.assertTrue(made["admitted"])
        person = self.json("participant", "show", str(made["participant"]))
        self.assertEqual(
            (person["given_name"], person["family_name"], person["title"], person["status"]),
            ("Malin", "Rosén", "Handläggare", "admitted"),
        )
        self.assertEqual(person["organisation_code"], "1281")
        request = self.request(LUND)
        self.assertEqual((request["status"], request["participant_id"]),
            ("waiting", made["participant"]))
        letters = self.json("outbox", "list")
        self.assertEqual(letters[0]["reason"], "welcome")
        self.assertIn("fakturareferens", letters[0]["body"])
        self.refuse("request", "convert", LUND, code=FAILED)
        self.run_program("undo")
        self.assertEqual(self.json("outbox", "list"), [])
        self.assertEqual(self.request(LUND)["status"], "new")

    def test_convert__not_from_quarantine_nor_twice_the_same_person(self):
        self.refuse("request", "convert", QUARANTINED, code=FAILED)
        address = self.json("participant", "show", "2")["email"]
        self.sql("UPDATE request SET sender_email = ? WHERE id = 6", address)
        result = self.run_program("request", "convert", FRISK, code=FAILED)
        self.assertIn("no. 2", result.err)
        self.assertIsNone(self.request(FRISK)["participant_id"])

    # ---- urgent, refer

    def test_urgent__on_and_off(self):
        self.run_program("request", "urgent", LUND)
        self.assertEqual(self.request(LUND)["urgent_since"], "2023-09-19T08:30:00+02:00")
        self.run_program("request", "urgent", LUND, "--off")
        self.assertFalse(self.request(LUND)["urgent"])

    def test_refer__passes_nothing_on_before_they_know(self):
        self.run_program("request", "refer", FRISK, "--to", "Utvecklingsnätverket")
        referred = self.request(FRISK)
        self.assertEqual(
            (referred["status"], referred["status_reason"]), ("referred", "Utvecklingsnätverket")
        )
        self.assertEqual(self.json("outbox", "list"), [])
        self.run_program("undo")
        self.run_program("request", "refer", FRISK, "--to", "Utvecklingsnätverket", "--informed")
        task = self.json("outbox", "list")[0]
        self.assertEqual(task["kind"], "task")
        self.assertNotIn("Frisk", str(task))

    # ---- files

    def test_export__the_case_without_notes(self):
        self.sql(
            "INSERT INTO internal_note (request_id, at, who, text, protected)"
            " VALUES (8, 1695100000, 'AP', 'ring ekonomin', 0)"
        )
        self.run_program("request", "edit", LUND, "--reference-own", "SKR2023/00123")
        found = self.json("request", "list", "--filter", "dnr:skr2023/00123")
        self.assertEqual([at["id"] for at in found], [8])
        path = self.path("case.txt")
        self.run_program("request", "export", LUND, "--out", path)
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.assertTrue(text.startswith("NOTE: this file holds personal data."))
        for words in ("SKR2023/00123", "Malin Rosén", "Conversation", "Decisions and events"):
            self.assertIn(words, text)
        self.assertNotIn("ekonomin", text)
        self.refuse("request", "export", LUND, "--out", path, code=CANNOT_CREATE)
        self.refuse("request", "export", LUND, code=USAGE)
        self.assertEqual(self.json("disclosure", "list")[0]["what"], "case")

    def test_export__sensitive_is_withheld(self):
        self.run_program("request", "sensitive", LUND)
        result = self.run_program("request", "export", LUND, "--out", "-")
        self.assertNotIn("Malin", result.out)
        self.assertIn("withheld", result.err)
        self.assertFalse(result.out.startswith("NOTE"))
        told = self.run_program("request", "export", LUND, "--out", "-", "--personal", "diariet")
        self.assertIn("Malin", told.out)
        self.assertEqual(self.json("access", "list")[0]["reason"], "diariet")

    def test_files__copied_and_not_opened(self):
        message = self.add_mail()
        self.add_file(message, "../../utkast.pdf", b"%PDF-1.4 x")
        out = self.path("ut")
        result = self.run_program("request", "files", LUND, "--out", out)
        path = os.path.join(out, "utkast.pdf")
        self.assertEqual(result.out.strip(), path)
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        with open(path, "rb") as file:
            self.assertEqual(file.read(), b"%PDF-1.4 x")
        self.refuse("request", "files", LUND, "--out", out, code=CANNOT_CREATE)


if __name__ == "__main__":
    main()
