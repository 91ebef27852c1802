#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Planning on the command line: move, duplicate, check, what is unknown and what was promised."""

from program import BAD_DATA, FAILED, NO_PERMISSION, USAGE, Case, main


class Move(Case):
    def date(self, meeting):
        shown = self.json("meeting", "show", str(meeting))
        return shown["date"], shown["start"], shown["end"]

    def test_dry_run__shows_the_look_and_saves_nothing(self):
        out = self.run_program("meeting", "move", "2", "19/10", "10-12", "--dry-run").out
        self.assertIn("Thursday 19 October 2023 wk 42 · in 30 days", out)
        self.assertIn("an ordinary working day", out)
        self.assertIn("no other meeting", out)
        self.assertEqual(self.date(2), ("2023-10-17", None, None))

    def test_move__is_one_action_that_can_be_undone(self):
        before = self.json("meeting", "show", "2")
        out = self.run_program("meeting", "move", "2023-10-17", "19/10 10-12").out
        self.assertTrue(out.endswith("Moved.\n"), out)
        self.assertEqual(self.date(2), ("2023-10-19", "10:00", "12:00"))
        self.assertEqual(self.json("meeting", "show", "2")["uid"], before["uid"])
        self.assertIn("Tue 17 Oct 2023 → Thu 19 Oct 2023 10:00–12:00", self.run_program("history").out)
        self.run_program("undo")
        self.assertEqual(self.date(2), ("2023-10-17", None, None))

    def test_json__tells_the_week_and_who_has_the_file(self):
        told = self.json("meeting", "move", "2", "26/9", "--dry-run")
        self.assertFalse(told["moved"])
        self.assertEqual(
            told["week"], [{"id": 1, "date": "2023-09-26", "same_day": True, "overlaps": False}]
        )
        self.assertEqual((told["holders"], told["twice"], told["refusal"]), (0, False, None))
        self.assertEqual(told["meeting"]["date"], "2023-09-26")

    def test_clock_change__is_refused_or_asked(self):
        refused = self.refuse("meeting", "move", "2", "2024-03-31 2:30", code=BAD_DATA)
        self.assertIn("does not exist", refused.err)
        refused = self.refuse("meeting", "move", "2", "2023-10-29 2:30", code=FAILED)
        self.assertIn("comes twice", refused.err)
        out = self.run_program("meeting", "move", "2", "2023-10-29 2:30", "--earlier").out
        self.assertIn("! That hour comes twice", out)
        shown = self.json("meeting", "show", "2")
        self.assertEqual(shown["starts_at"], "2023-10-29T02:30:00+02:00")

    def test_nonsense__and_the_same_again_are_refused(self):
        self.refuse("meeting", "move", "2", "hej", code=BAD_DATA)
        self.refuse("meeting", "move", "2", "17/10", code=FAILED)
        self.refuse("meeting", "move", "2", code=USAGE)
        self.refuse("--readonly", "meeting", "move", "2", "18/10", code=NO_PERMISSION)


class Plan(Case):
    def test_duplicate__prints_the_number(self):
        number = self.run_program("meeting", "duplicate", "1", "--date", "5/12").out.strip()
        shown = self.json("meeting", "show", number)
        self.assertEqual((shown["date"], shown["place"]), ("2023-12-05", "Stockholm"))
        self.assertEqual(len(shown["programme"]), 2)
        self.assertIsNone(shown["theme"])
        undated = self.json("meeting", "duplicate", "3")
        self.assertEqual((undated["date"], undated["status"]), (None, "unplanned"))
        self.refuse("meeting", "duplicate", "1", "--date", "hej", code=BAD_DATA)

    def test_check__names_the_meeting_and_what_is_wrong(self):
        out = self.run_program("meeting", "check").out
        self.assertEqual(out, "1  Tue 26 Sep 2023: in 7 days, and there is no venue address yet\n")
        found = self.json("meeting", "check")
        self.assertEqual([(at["meeting_id"], at["kind"]) for at in found], [(1, "no-address")])
        self.run_program("meeting", "edit", "1", "--address", "Hornsgatan 20")
        self.assertIn("nothing to put right", self.run_program("meeting", "check").out)
        self.assertEqual(self.json("meeting", "check"), [])

    def test_unknowns__fall_due(self):
        """L16: the dates of 2024 were promised for the autumn."""
        found = self.json("network", "unknowns")
        self.assertEqual([at["kind"] for at in found].count("date"), 3)
        self.assertFalse(any(at["overdue"] for at in found))
        late = self.json("network", "unknowns", env={"TRAFFPUNKT_NOW": "2023-12-22T08:00"})
        dates = [at for at in late if at["kind"] == "date"]
        for at in dates:
            self.assertTrue(at["overdue"])
            self.assertEqual((at["promised_by_date"], at["owner"]), ("2023-12-21", "AP"))
        out = self.run_program("network", "unknowns", env={"TRAFFPUNKT_NOW": "2023-12-22T08:00"}).out
        self.assertIn("Thu 21 Dec 2023, overdue", out)

    def test_theme__is_overdue_the_day_after_the_deciding_meeting(self):
        for now, overdue in (("2023-09-26T18:00", False), ("2023-09-27T08:00", True)):
            found = self.json("network", "unknowns", env={"TRAFFPUNKT_NOW": now})
            theme = [at for at in found if at["kind"] == "theme"]
            self.assertEqual([at["overdue"] for at in theme], [overdue])

    def test_coverage__names_what_has_no_meeting(self):
        out = self.run_program("network", "coverage").out
        self.assertIn("tips: no meeting\nWithout a meeting: tips.\n", out)
        rows = {at["label"]: at for at in self.json("network", "coverage")}
        self.assertFalse(rows["tips"]["covered"])
        self.assertEqual(rows["erfarenhetsutbyte"]["meetings"], [1, 3])
        self.run_program("meeting", "edit", "4", "--strands", "Tips")
        self.assertIn("Every promised content", self.run_program("network", "coverage").out)
        refused = self.refuse("meeting", "edit", "4", "--strands", "trolleri", code=BAD_DATA)
        self.assertIn("forskning, arbetssätt, ansvar, erfarenhetsutbyte, tips", refused.err)

    def test_undated__stand_last_and_have_no_file(self):
        """M01"""
        self.assertEqual(
            [at["date"] for at in self.json("meeting", "list")],
            ["2023-09-26", "2023-10-17", "2023-11-14", None, None, None],
        )
        result = self.refuse("meeting", "export", "4", "--out", self.path("out"), code=BAD_DATA)
        self.assertIn("no date", result.err)


if __name__ == "__main__":
    main()
