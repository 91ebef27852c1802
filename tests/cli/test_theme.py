#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deciding together on the command line: proposals, votes, the chair, dates, the protocol."""

from program import BAD_DATA, FAILED, USAGE, Case, main

ON_THE_DAY = {"TRAFFPUNKT_NOW": "2023-09-26T15:20"}
THEMES = ("Hot och våld", "Digital säkerhet", "Medarbetarskap")
LINE = "Tema 17 okt = Hot och våld, 9–9–5, ordföranden avgör: Ordförande avgör"


class Theme(Case):
    def setUp(self):
        super().setUp()
        self.env.update(ON_THE_DAY)

    def theme(self, *words, **options):
        return self.run_program("theme", *words, **options)

    def propose(self):
        for theme in THEMES:
            self.theme("propose", "2", theme)

    def state(self, *words):
        return self.json("theme", "list", "2", *words)

    def votes(self, *words):
        return [proposal["votes"] for proposal in self.state(*words)["proposals"]]

    def count(self, a, b, c):
        for letter, hands in (("a", a), ("b", b), ("c", c)):
            self.theme("vote", "2", letter, "--hands", str(hands))

    def test_hands__a_tie_needs_the_chair_and_a_note(self):
        self.propose()
        self.theme("open", "2")
        self.count(9, 8, 6)
        self.assertEqual(self.votes(), [9, 8, 6])
        self.run_program("undo")
        self.theme("vote", "2", "c", "--hands", "5")
        out = self.theme("vote", "2", "b").out
        self.assertIn("A TIE 9–9–5", out)
        self.assertEqual(self.state()["outcome"], "tied")
        self.assertIn("A TIE 9–9–5", self.refuse("theme", "decide", "2", code=FAILED).err)
        self.refuse("theme", "decide", "2", "a", code=BAD_DATA)
        self.refuse("theme", "decide", "2", "c", "--note", "x", code=FAILED)
        decided = self.json("theme", "decide", "2", "a", "--note", "Ordförande avgör")
        self.assertEqual(
            (decided["theme"], decided["theme_status"], decided["theme_decided_on"]),
            ("Hot och våld", "decided", "2023-09-26"),
        )
        self.assertEqual(decided["resolution"], LINE)
        rows = self.json("resolution", "list")
        self.assertEqual([(row["text"], row["meeting_id"], row["about_id"]) for row in rows], [(LINE, 1, 2)])
        for meeting, count in (("1", 1), ("2", 1), ("3", 0)):
            self.assertEqual(len(self.json("resolution", "list", "--meeting", meeting)), count)
        self.assertIn(LINE, self.run_program("resolution", "list").out)
        self.run_program("check")

    def test_secret__shows_no_figures_before_it_is_closed(self):
        self.propose()
        self.theme("open", "2", "--secret")
        out = self.theme("vote", "2", "a", "--hands", "7").out
        self.assertNotIn("7–", out)
        self.assertEqual(self.votes(), [None, None, None])
        self.assertEqual(self.votes("--counts"), [7, 0, 0])
        self.assertIn("7–0–0", self.theme("decide", "2").out)

    def test_organisations__have_a_vote_each(self):
        self.propose()
        self.theme("open", "2", "--organisation")
        self.theme("vote", "2", "a", "--organisation", "0643")
        self.theme("vote", "2", "Digital säkerhet", "--organisation", "0643")
        self.assertEqual(self.votes(), [0, 1, 0])
        self.refuse("theme", "vote", "2", "a", "--organisation", "2584", code=FAILED)
        self.refuse("theme", "vote", "2", "a", code=FAILED)
        self.refuse("theme", "vote", "2", "a", "--hands", "3", code=FAILED)
        self.assertIn("per organisation", self.theme("decide", "2").out)

    def test_no_decision__and_reopening(self):
        self.propose()
        self.refuse("theme", "close", "2", "--no-decision", code=FAILED)
        self.theme("open", "2")
        self.refuse("theme", "propose", "2", "Fjärde", code=FAILED)
        self.refuse("theme", "close", "2", code=USAGE)
        self.theme("close", "2", "--no-decision")
        self.assertEqual(self.state()["status"], "planned")
        self.assertEqual(self.json("resolution", "list"), [])
        self.theme("decide", "2", "b")
        self.refuse("theme", "reopen", "2", code=BAD_DATA)
        meeting = self.json("theme", "reopen", "2", "--reason", "sjukdom")
        self.assertEqual((meeting["theme"], meeting["theme_status"]), (None, "proposed"))
        told = self.theme("propose", "2", "Fjärde").out
        self.assertIn(": no theme yet (proposed).", told)
        self.assertEqual(len(self.json("resolution", "list")), 1)

    def test_proposals__are_listed_with_who_proposed(self):
        self.theme("propose", "2", "Hot", "--by", "Habo kommun")
        self.assertIn("Habo kommun", self.theme("list", "2").out)
        self.theme("propose", "2", "Hat")
        self.assertEqual(
            [(one["letter"], one["text"]) for one in self.state()["proposals"]],
            [("a", "Hot"), ("b", "Hat")],
        )
        self.refuse("theme", "propose", "2", "hat", code=FAILED)
        self.refuse("theme", "propose", "2", code=USAGE)
        self.theme("propose", "2", "")
        self.assertEqual(self.state()["proposals"], [])

    def test_date__the_same_for_when(self):
        for day in ("6 feb 2024 9-12", "2024-02-13"):
            self.theme("propose", "4", "--date", day)
        self.refuse("theme", "propose", "4", "--date", "nån gång", code=BAD_DATA)
        self.theme("open", "4", "--date")
        self.theme("vote", "4", "b", "--hands", "2", "--date")
        self.theme("vote", "4", "a", "--hands", "5", "--date")
        state = self.json("theme", "list", "4", "--date")
        self.assertEqual(
            [(one["date"], one["start"], one["votes"]) for one in state["proposals"]],
            [("2024-02-06", "09:00", 5), ("2024-02-13", None, 2)],
        )
        self.assertIn("BESLUT: Datum ", self.theme("decide", "4", "--date").out)
        meeting = self.json("meeting", "show", "4")
        self.assertEqual(
            (meeting["date"], meeting["start"], meeting["end"], meeting["status"]),
            ("2024-02-06", "09:00", "12:00", "preliminary"),
        )

    def test_wrong_words__change_nothing(self):
        self.propose()
        self.refuse("theme", "vote", "2", "a", code=FAILED)
        self.theme("open", "2")
        for words, code in (
            (("vote", "2", "d"), FAILED),
            (("vote", "2", "a", "--hands", "x"), USAGE),
            (("vote", "2", "a", "--hands", "-1"), USAGE),
            (("vote", "2", "a", "--hands", "1", "--organisation", "0643"), USAGE),
            (("vote", "2", "a", "--organisation", "9999"), FAILED),
            (("open", "2"), FAILED),
            (("open", "3"), FAILED),
            (("decide", "2"), FAILED),
        ):
            with self.subTest(words):
                self.run_program("theme", *words, code=code if "9999" not in words else BAD_DATA)
        self.assertEqual(self.votes(), [0, 0, 0])


if __name__ == "__main__":
    main()
