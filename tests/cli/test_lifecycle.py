#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the sign-up to the last letter: states with what follows from them, and the outbox."""

import json

from program import BAD_DATA, FAILED, NO_PERMISSION, USAGE, Case, main

OUTSIDER, ELECTED = "20", "21"  # under review
PER, MARIA, HIDDEN = "2", "3", "16"  # admitted; the last one protected


class Lifecycle(Case):
    def outbox(self, *arguments):
        """What waits but for the calendar files that protected persons get by hand."""
        rows = self.json("outbox", "list", *arguments)
        return [row for row in rows if (row["reason"], row["kind"]) != ("file", "task")]

    def status(self, number):
        return self.json("participant", "show", number)["status"]

    def run_on(self, day, *arguments, **options):
        return self.run_program(*arguments, env={"TRAFFPUNKT_NOW": f"{day}T09:00"}, **options)

    def publish(self):
        for meeting in ("2", "3"):
            self.run_program("meeting", "edit", meeting, "--start", "10-12")
        for meeting in ("1", "2", "3"):
            self.run_program("meeting", "export", meeting, "--out", self.path("out"))
            self.run_program("meeting", "delivered", meeting, PER)

    # ---- the outbox ----

    def test_outbox__list_show_done_discard_restore(self):
        self.run_program("--lang", "en", "participant", "welcome", PER, MARIA)
        first, second = self.outbox()
        self.assertEqual(first["kind"], "mail")
        self.assertEqual(first["reason"], "welcome")
        self.assertEqual(first["address"], "per.hakansson@habo.example")
        self.assertEqual(first["message_id"], f"{first['uid']}@traffpunkt.invalid")
        self.assertNotEqual(first["message_id"], second["message_id"])
        shown = self.run_program("--lang", "en", "outbox", "show", str(first["id"]))
        self.assertIn("Hej Per!", shown.out)
        self.run_program("outbox", "done", str(first["id"]))
        self.run_program("outbox", "discard", str(second["id"]))
        self.assertEqual(self.outbox(), [])
        closed = {row["id"]: row for row in self.outbox("--all")}
        self.assertEqual(closed[first["id"]]["status"], "done")
        self.assertEqual(closed[first["id"]]["done_on"], "2023-09-19")
        self.run_program("outbox", "restore", str(second["id"]))
        self.assertEqual([row["id"] for row in self.outbox()], [second["id"]])
        # What has left has left.
        self.refuse("outbox", "discard", str(first["id"]), code=FAILED)

    def test_outbox__message_id_survives_every_edit(self):
        self.run_program("participant", "welcome", PER)
        before = self.outbox()[0]
        self.run_program("outbox", "edit", str(before["id"]), "--subject", "Hej och välkommen")
        after = self.outbox()[0]
        self.assertEqual(after["subject"], "Hej och välkommen")
        self.assertEqual(after["message_id"], before["message_id"])
        self.refuse("outbox", "edit", str(before["id"]), "--body", "", code=BAD_DATA)

    def test_outbox__readonly_shows_and_changes_nothing(self):
        self.run_program("participant", "welcome", PER)
        self.assertEqual(len(self.json("--readonly", "outbox", "list")), 1)
        self.refuse("--readonly", "outbox", "done", "1", code=NO_PERMISSION)
        self.refuse("--readonly", "participant", "chase", "--all", code=NO_PERMISSION)

    # ---- no ----

    def test_reject__a_letter_waits(self):
        answer = self.json("participant", "reject", OUTSIDER, "--reason", "Utanför målgruppen")
        self.assertEqual(
            answer, {"changed": 1, "exceptions": [], "letters": 1, "tasks": 0}
        )
        self.assertEqual(self.status(OUTSIDER), "rejected")
        letter = self.outbox()[0]
        self.assertEqual(letter["reason"], "decline")
        self.assertIn("Trygghetskonsulten i Exempelstad AB", letter["body"])
        self.run_program("undo")
        self.assertEqual(self.status(OUTSIDER), "review")
        self.assertEqual(self.outbox("--all"), [])

    def test_reject__no_letter(self):
        self.run_program(
            "participant", "reject", OUTSIDER, "--reason", "Utanför", "--no-letter"
        )
        self.assertEqual(self.outbox("--all"), [])

    # ---- leaving ----

    def test_withdraw__cancels_only_what_lies_ahead(self):
        self.publish()
        self.run_on("2023-10-20", "participant", "withdraw", PER, "--reason", "Byter arbete")
        waiting = self.outbox()
        files = [row for row in waiting if row["reason"] == "cancellation"]
        self.assertEqual([(row["meeting_id"], row["attachment"]) for row in files], [(3, "cancel")])
        self.assertEqual(self.status(PER), "withdrawn")
        self.run_program("undo")
        self.assertEqual(self.status(PER), "admitted")
        self.assertEqual(self.outbox("--all"), [])

    def test_transfer__both_know_where_the_seat_went(self):
        self.publish()
        result = self.run_on(
            "2023-10-10", "participant", "transfer", PER, "--given-name", "Disa",
            "--family-name", "Ny", "--email", "disa.ny@habo.example", "--json",
        )  # fmt: skip
        answer = result.json()
        successor = str(answer["successor"])
        self.assertEqual((answer["letters"], answer["locked_item"]), (6, None))
        old, new = (self.json("participant", "show", number) for number in (PER, successor))
        self.assertEqual((old["status"], old["successor_id"]), ("withdrawn", int(successor)))
        self.assertEqual((new["status"], new["admitted_on"]), ("admitted", "2023-10-10"))
        self.assertEqual(new["organisation_code"], old["organisation_code"])
        cancelled = [r["meeting_id"] for r in self.outbox() if r["reason"] == "cancellation"]
        current = [r["meeting_id"] for r in self.outbox() if r["reason"] == "file"]
        self.assertEqual((cancelled, current), ([2, 3], [2, 3]))
        for number in (PER, successor):
            told = self.run_program("history", "--entity", f"participant:{number}", "--limit", "1")
            self.assertIn("Håkansson", told.out)
        self.run_program("undo")
        self.assertEqual(self.status(PER), "admitted")
        self.refuse("participant", "show", successor, code=FAILED)

    def test_transfer__says_what_is_wrong(self):
        self.refuse("participant", "transfer", PER, code=BAD_DATA)
        self.refuse("participant", "transfer", OUTSIDER, "--given-name", "Disa", code=FAILED)
        self.refuse(
            "participant", "transfer", PER, "--given-name", "Disa", "--email", "disa", code=BAD_DATA
        )
        self.refuse("participant", "transfer", PER, "--status", "x", code=USAGE)
        self.assertEqual(self.status(PER), "admitted")

    # ---- another network ----

    def add_sibling(self):
        network = {
            "format": "traffpunkt-network",
            "format_version": 1,
            "network": {"slug": "utveckling", "name": "Utvecklingsnätverket", "fee": 0},
        }
        shown = self.json("network", "export")
        network["format"], network["format_version"] = shown["format"], shown["format_version"]
        path = self.write("sibling.json", json.dumps(network))
        self.run_program("init", path)
        return ["--network", "fortroendevaldas-trygghet"]

    def test_refer__copies_nothing_unless_they_know(self):
        here = self.add_sibling()
        there = ["--network", "utveckling"]
        refer = ["participant", "refer", OUTSIDER, "--to", "utveckling", "--reason", "Konsult"]
        self.run_program("--lang", "sv", *here, *refer)
        self.assertEqual(self.json(*there, "participant", "list", "--all"), [])
        self.assertEqual(
            self.json(*here, "participant", "show", OUTSIDER)["referred_to"], "Utvecklingsnätverket"
        )
        letter = self.json(*here, "outbox", "list")[0]
        self.assertIn("1\u00a0200\u00a0kr", letter["body"])
        self.run_program(*here, "undo")
        self.run_program(*here, *refer, "--informed")
        (copy,) = self.json(*there, "participant", "list")
        self.assertEqual((copy["family_name"], copy["status"]), ("Konsultsson", "review"))
        self.assertIsNotNone(copy["note"])

    def test_refer__the_network_must_be_named(self):
        refer = ["participant", "refer", OUTSIDER]
        self.refuse(*refer, "--reason", "x", "--informed", code=BAD_DATA)
        self.refuse(*refer, "--to", "Annat", code=BAD_DATA)  # no reason
        self.assertEqual(self.status(OUTSIDER), "review")
        self.run_program(*refer, "--reason", "x")
        self.assertEqual(self.outbox("--all"), [])

    # ---- asking ----

    def test_chase__names_exactly_what_is_missing_and_asks_once(self):
        self.run_program("participant", "edit", PER, "--buyer-reference", "", "--organisation-number", "")
        self.run_program("participant", "edit", MARIA, "--buyer-reference", "7", "--organisation-number", "")
        self.run_program("--lang", "en", "participant", "chase", PER, MARIA)
        per, maria = (row["body"] for row in self.outbox())
        for text, holds in ((per, True), (maria, False)):
            self.assertIn("betalarens organisationsnummer", text)
            self.assertEqual("fakturareferens" in text, holds)
            self.assertNotIn("e-postadress", text)
        self.refuse("participant", "chase", PER, code=FAILED)
        self.refuse("participant", "chase", code=USAGE)
        self.refuse("participant", "chase", PER, "--all", code=USAGE)

    def test_bulk__protected_persons_are_tasks(self):
        self.run_program("participant", "edit", HIDDEN, "--contact-path", "genom kanslichefen")
        self.run_program("participant", "chase", "--all")
        people = self.json("participant", "list", "--filter", "status:admitted")
        self.run_program("participant", "welcome", *(str(row["id"]) for row in people))
        tasks = [row for row in self.outbox() if row["participant_id"] == int(HIDDEN)]
        self.assertEqual(len(tasks), 2)
        for task in tasks:
            self.assertEqual(task["kind"], "task")
            self.assertIsNone(task["address"])
            self.assertIn("genom kanslichefen", task["task"])
            self.refuse(
                "outbox", "edit", str(task["id"]), "--address", "x@y.example", code=BAD_DATA
            )
            self.run_program("outbox", "done", str(task["id"]))
            self.refuse("outbox", "edit", str(task["id"]), "--task", "annat", code=FAILED)
        self.assertTrue(all(row["kind"] == "mail" for row in self.outbox()))

    # ---- calling back ----

    def test_callback__outcomes(self):
        for outcome in ("verified", "failed"):
            self.run_program("participant", "callback", ELECTED, outcome)
            shown = self.json("participant", "show", ELECTED)
            self.assertEqual((shown["callback"], shown["callback_on"]), (outcome, "2023-09-19"))
        self.refuse("participant", "callback", ELECTED, "waived", code=BAD_DATA)
        self.run_program("participant", "callback", ELECTED, "waived", "--note", "Känd av oss")
        self.assertEqual(self.json("participant", "show", ELECTED)["callback_note"], "Känd av oss")
        self.refuse("participant", "callback", ELECTED, "perhaps", code=USAGE)


if __name__ == "__main__":
    main()
