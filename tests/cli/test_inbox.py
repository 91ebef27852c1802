#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The requests as an inbox: rest, whose they are, quarantine, and what the filter knows of it."""

import os

from program import BAD_DATA, FAILED, Case, main

WAITING, OPEN, NEW, URGENT = "1", "3", "6", "9"


class Inbox(Case):
    def ids(self, *arguments, **options):
        return [row["id"] for row in self.json("request", "list", *arguments, **options)]

    def field(self, number, name):
        return self.json("request", "show", number)[name]

    def at(self, now):
        self.env["TRAFFPUNKT_NOW"] = now

    def test_snooze__takes_the_words_of_the_dashboard(self):
        for word, day in (
            ("imorgon", "2023-09-20"),
            ("tomorrow", "2023-09-20"),
            ("i övermorgon", "2023-09-21"),
            ("nästa vecka", "2023-09-25"),
            ("om en månad", "2023-10-19"),
            ("v42", "2023-10-16"),
            ("16/10", "2023-10-16"),
            ("fre", "2023-09-22"),
        ):
            with self.subTest(word):
                self.run_program("request", "snooze", OPEN, word)
                self.assertEqual(self.field(OPEN, "snooze_until"), day)
                self.run_program("undo")
        self.refuse("request", "snooze", OPEN, "18/9", code=BAD_DATA)
        self.refuse("request", "edit", OPEN, "--snooze-until", "2023-09-18", code=BAD_DATA)

    def test_snooze__until_answer_is_a_state(self):
        self.run_program("request", "snooze", OPEN, "tills svar")
        self.assertEqual(self.field(OPEN, "status"), "waiting")
        self.assertIsNone(self.field(OPEN, "snooze_until"))

    def test_snooze__is_left_out_until_its_day(self):
        self.run_program("request", "snooze", OPEN, NEW, "v42")
        self.assertFalse({int(OPEN), int(NEW)} & set(self.ids()))
        self.assertTrue({int(OPEN), int(NEW)} <= set(self.ids("--all")))
        self.assertTrue({int(OPEN), int(NEW)} <= set(self.ids("--filter", "är:vilar")))
        self.assertTrue({int(OPEN), int(NEW)} <= set(self.ids("--filter", "is:all")))
        self.at("2023-10-16T08:00")
        self.assertTrue({int(OPEN), int(NEW)} <= set(self.ids()))
        self.assertTrue({int(OPEN), int(NEW)} <= set(self.ids("--filter", "är:väckt")))
        self.run_program("request", "assign", OPEN, "GN")
        self.assertNotIn(int(OPEN), self.ids("--filter", "is:woken"))

    def test_urgent__rests_until_tomorrow_at_most(self):
        result = self.run_program("request", "snooze", OPEN, URGENT, "v42", code=FAILED)
        self.assertIn("tomorrow at most", result.err)
        self.assertEqual(self.field(OPEN, "snooze_until"), "2023-10-16")
        self.assertIsNone(self.field(URGENT, "snooze_until"))
        self.refuse("request", "edit", URGENT, "--snooze-until", "2023-09-21", code=FAILED)
        self.run_program("request", "snooze", URGENT, "imorgon")

    def test_assign__at_is_me(self):
        folder = self.path("config", "traffpunkt")
        os.makedirs(folder)
        with open(os.path.join(folder, "config.ini"), "w", encoding="utf-8") as file:
            file.write("[user]\ninitials = AP\n[requests]\nanswer_within = 1\n")
        before = set(self.ids("--filter", "is:mine"))
        self.run_program("request", "assign", NEW, "@")
        self.assertEqual(set(self.ids("--filter", "is:mine")), before | {int(NEW)})
        self.assertNotIn(int(NEW), self.ids("--filter", "is:unassigned"))

    def test_overdue__by_the_setting(self):
        two = set(self.ids("--filter", "is:overdue"))
        folder = self.path("config", "traffpunkt")
        os.makedirs(folder)
        for days, code in (("1", 0), ("0", BAD_DATA), ("61", BAD_DATA), ("two", BAD_DATA)):
            with open(os.path.join(folder, "config.ini"), "w", encoding="utf-8") as file:
                file.write(f"[requests]\nanswer_within = {days}\n")
            if code:
                self.refuse("request", "list", code=code)
            else:
                one = set(self.ids("--filter", "är:försenad"))
                self.assertLess(two, one)

    def test_quarantine__is_found_only_when_asked_for(self):
        (spam,) = self.ids("--filter", "är:karantän")
        word = "GRATTIS"
        self.assertEqual(self.ids("--filter", word), [])
        self.assertEqual(self.ids("--filter", f"{word} is:quarantined"), [spam])
        self.assertEqual(self.ids("--all", "--filter", word), [spam])
        self.refuse("request", "release", OPEN, code=FAILED)
        self.run_program("request", "release", str(spam))
        self.assertEqual(self.ids("--filter", word), [spam])
        self.assertEqual(self.ids("--filter", "är:släppt"), [spam])
        self.run_program("undo")
        people = len(self.json("participant", "list", "--all"))
        self.run_program("request", "spam", str(spam))
        self.assertEqual(self.ids("--filter", word), [])
        self.assertEqual(self.ids("--filter", "is:spam"), [spam])
        self.assertEqual(len(self.json("participant", "list", "--all")), people)

    def test_states__illegal_ones_are_refused(self):
        (spam,) = self.ids("--filter", "är:karantän")
        self.refuse("request", "state", str(spam), "answered", code=FAILED)
        self.refuse("request", "state", str(spam), "merged", code=FAILED)

    def test_list__by_due_the_threat_first(self):
        rows = self.ids("--sort", "due")
        self.assertEqual(rows[0], int(URGENT))
        self.assertEqual(sorted(rows), sorted(self.ids()))

    def test_views__of_the_inbox_are_listed(self):
        views = {view["token"]: view for view in self.json("view", "list", "--of", "request")}
        self.assertEqual(views["inbox"]["count"], len(self.ids()))
        for token, word in (
            ("mine", "is:mine"),
            ("unassigned", "is:unassigned"),
            ("resting", "is:resting"),
            ("quarantine", "is:quarantined"),
            ("spam", "is:spam"),
            ("all", "is:all"),
        ):
            self.assertEqual(views[token]["filter"], word)
            self.assertEqual(views[token]["count"], len(self.ids("--filter", word)))


main()
