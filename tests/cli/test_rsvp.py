#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers to invitations on the command line: rsvp, meeting answer, seats."""

import os

from program import BAD_DATA, FAILED, NO_INPUT, NO_PERMISSION, SOURCE_ROOT, USAGE, Case, main

REPLIES = os.path.join(SOURCE_ROOT, "tests", "exchange", "replies")
UID = "a5dac874-95cd-44ff-a3c8-dc5ae58a2afb"


def shape(name):
    return os.path.join(REPLIES, name)


class Rsvp(Case):
    def read(self, *files, **options):
        return self.run_program("rsvp", *files, "--json", **options).json()

    def answers(self):
        shown = self.json("meeting", "show", "1")["answers"]
        return {answer["participant_id"]: answer for answer in shown}

    def reply(self, address, partstat, stamp="20230915T080000Z", more=""):
        return self.write(
            f"{address}-{stamp}.ics",
            "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
            f"UID:{UID}\r\nDTSTAMP:{stamp}\r\nSEQUENCE:0\r\n{more}"
            f"ATTENDEE;PARTSTAT={partstat}:mailto:{address}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        )

    def test_shapes__of_every_program_are_taken(self):
        files = [
            shape(name)
            for name in (
                "outlook.eml",
                "google.eml",
                "apple.eml",
                "thunderbird.eml",
                "nextcloud.eml",
                "latin1.eml",
                "plain.ics",
            )
        ]
        told = self.read(*files)
        self.assertEqual((told["applied"], told["open"], told["broken"]), (7, 0, 0))
        self.assertEqual(
            [(at["file"], at["participant_id"], at["answer"]) for at in told["replies"]],
            [
                ("outlook.eml", 2, "accepted"),
                ("google.eml", 4, "tentative"),
                ("apple.eml", 5, "declined"),
                ("thunderbird.eml", 6, "accepted"),
                ("nextcloud.eml", 7, "accepted"),
                ("latin1.eml", 12, "accepted"),
                ("plain.ics", 11, "accepted"),
            ],
        )
        self.assertEqual({at["meeting_id"] for at in told["replies"]}, {1})
        known = self.answers()
        self.assertEqual(known[5]["answer"], "declined")
        self.assertEqual(known[1]["answer"], "needs-action")
        again = self.read(*files)
        self.assertEqual((again["applied"], again["known"], again["open"]), (0, 7, 0))
        self.run_program("check")

    def test_doubtful__waits_with_the_reason(self):
        told = self.read(shape("counter.eml"), shape("delegated.ics"), shape("forged.eml"))
        self.assertEqual((told["applied"], told["open"]), (0, 3))
        self.assertEqual(
            [at["verdict"] for at in told["replies"]], ["counter", "delegated", "forged"]
        )
        self.assertIn("27 sep 13:00", told["replies"][0]["reason"].lower())
        self.assertEqual({at["answer"] for at in self.answers().values()}, {"needs-action"})
        self.assertEqual([at["id"] for at in self.json("rsvp", "list")], [1, 2, 3])
        self.assertIn("27 sep 13:00", self.json("rsvp", "show", "1")["reason"].lower())
        self.assertIn("\nReason: was sent from another address than it answers for\n",
                      self.run_program("rsvp", "show", "3").out)
        self.refuse("rsvp", "apply", "1", code=FAILED)
        self.run_program("rsvp", "apply", "3")
        self.assertEqual(self.answers()[10]["answer"], "declined")
        self.run_program("rsvp", "dismiss", "2")
        self.assertEqual([at["id"] for at in self.json("rsvp", "list")], [1])
        self.assertEqual(
            [at["status"] for at in self.json("rsvp", "list", "--all")],
            ["open", "dismissed", "applied"],
        )
        self.run_program("undo")
        self.assertEqual([at["id"] for at in self.json("rsvp", "list")], [1, 2])

    def test_broken__does_not_keep_the_others_from_being_read(self):
        junk = self.write("skräp.eml", "Hej!\n")
        result = self.run_program("rsvp", junk, shape("plain.ics"), "--json", code=BAD_DATA)
        told = result.json()
        self.assertEqual((told["applied"], told["broken"]), (1, 1))
        self.assertIn("neither a mail nor a calendar", result.err)

    def test_missing__reads_nothing(self):
        self.refuse("rsvp", shape("plain.ics"), self.path("no.ics"), code=NO_INPUT)
        self.assertEqual(self.json("rsvp", "list", "--all"), [])

    def test_forms__of_the_command(self):
        with open(shape("plain.ics"), "rb") as file:
            told = self.run_program("rsvp", "-", "--json", stdin=file).json()
        self.assertEqual(told["applied"], 1)
        self.assertEqual(self.read("read", shape("plain.ics"))["known"], 1)
        self.run_program("rsvp", code=USAGE)
        self.refuse("--readonly", "rsvp", shape("plain.ics"), code=NO_PERMISSION)
        listed = self.run_program("rsvp", "list", "--all").out
        self.assertIn("tobias.myller@orebro.example", listed)

    def test_hostile_comment__is_neutralised(self):
        self.read(self.reply("per.hakansson@habo.example", "ACCEPTED", more="COMMENT:a\x1b[2Jb\r\n"))
        self.assert_clean(self.run_program("rsvp", "show", "1").out)

    def test_by_phone__and_seats(self):
        self.run_program("meeting", "edit", "1", "--capacity", "2")
        self.run_program("meeting", "answer", "1", "7", "8:accepted", "9:declined", "10:tentative")
        self.read(self.reply("per.hakansson@habo.example", "ACCEPTED", "20230918T070000Z"))
        known = self.answers()
        self.assertEqual(
            [(known[at]["seat"], known[at]["waiting_place"]) for at in (2, 7, 8, 9, 10)],
            [("seat", None), ("seat", None), ("waiting", 1), (None, None), (None, None)],
        )
        result = self.run_program("meeting", "answer", "1", "2:declined")
        self.assertIn("From the waiting list to a seat: Henrik Vallin", result.out)
        self.assertIn("2 accepted, 1 perhaps, 2 declined, 13 without an answer", result.out)
        self.assertEqual(self.answers()[8]["seat"], "seat")
        self.run_program("meeting", "answer", "1", "7:needs-action")
        self.assertIsNone(self.answers()[7]["seat"])

    def test_by_phone__one_wrong_word_notes_nothing(self):
        for words, code in ((("7", "8:maybe"), USAGE), (("7", "20"), FAILED), (("7", "99"), FAILED)):
            with self.subTest(words):
                self.run_program("meeting", "answer", "1", *words, code=code)
                self.assertEqual(self.answers()[7]["answer"], "needs-action")

    def test_protected__is_a_number(self):
        self.run_program("participant", "edit", "16", "--email", "hemlig@skyddad.example")
        path = self.reply("hemlig@skyddad.example", "ACCEPTED", more="COMMENT:Hemlig rad\r\n")
        told = self.read(path)
        self.assertEqual(told["replies"][0]["verdict"], "protected")
        self.assertEqual(self.answers()[16]["answer"], "accepted")
        for words in (("rsvp", "list", "--all"), ("rsvp", "show", "1"), ("history",)):
            out = self.run_program(*words).out
            self.assertNotIn("hemlig@", out)
            self.assertNotIn("Hemlig rad", out)


if __name__ == "__main__":
    main()
