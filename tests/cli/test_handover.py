#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The handover: what others have done, what is due, what waits for whom; never who."""

import os

from program import NO_PERMISSION, Case, main

LINES = 20


class Handover(Case):
    def as_user(self, initials, *arguments, now=None, **options):
        """Runs it as somebody with these initials, at a time of their own."""
        folder = self.path("config-" + initials)
        os.makedirs(os.path.join(folder, "traffpunkt"), exist_ok=True)
        with open(os.path.join(folder, "traffpunkt", "config.ini"), "w", encoding="utf-8") as file:
            file.write(f"[user]\ninitials = {initials}\n")
        env = {"XDG_CONFIG_HOME": folder}
        if now:
            env["TRAFFPUNKT_NOW"] = now
        return self.run_program(*arguments, env=env, **options)

    def counts(self, initials, section, group, **options):
        told = self.as_user(initials, "--json", "handover", **options).json()
        return {item["kind"]: item["count"] for item in told[section] if item["group"] == group}

    def work_the_weekend(self):
        self.as_user("US", "handover", "--seen", now="2023-09-22T16:30")
        for subject in ("Ett", "Två", "Tre", "Fyra"):
            self.as_user(
                "AP", "request", "add", "--subject", subject, "--sender-name", "Berit Brevskrivare",
                now="2023-09-23T10:00",
            )
        self.as_user("AP", "request", "close", "9", now="2023-09-23T10:05")
        self.as_user("AP", "participant", "edit", "3", "--note", "x", now="2023-09-23T10:05")

    def test_monday__tells_what_the_other_has_done(self):
        self.work_the_weekend()
        monday = "2023-09-25T08:00"
        changed = self.counts("US", "changed", "request", now=monday)
        # One of the example rests until Monday.
        self.assertEqual(changed, {"new": 4, "woken": 1, "urgent-closed": 1})
        told = self.as_user("US", "--lang", "en", "handover", now=monday).out
        self.assertIn("Since you were here last, Fri 22 Sep 2023 16:30\n", told)
        self.assertIn("Requests: 4 new, 1 woken, 1 urgent closed\n", told)
        self.assertIn("Participants: 1 changed\n", told)

    def test_own_work__is_no_news(self):
        self.work_the_weekend()
        self.assertEqual(self.counts("AP", "changed", "participant"), {})

    def test_seen__begins_anew(self):
        self.work_the_weekend()
        self.as_user("US", "handover", now="2023-09-24T08:00")
        self.assertTrue(self.counts("US", "changed", "request", now="2023-09-24T08:00"))
        self.as_user("US", "handover", "--seen", now="2023-09-24T08:00")
        self.assertEqual(self.counts("US", "changed", "request", now="2023-09-24T08:00"), {})

    def test_first_time__tells_of_seven_days(self):
        self.work_the_weekend()
        told = self.as_user("XX", "--json", "handover", now="2023-09-24T08:00").json()
        self.assertTrue(told["first"])
        self.assertEqual(told["since"], "2023-09-17T08:00:00+02:00")
        later = self.as_user("XX", "--json", "handover", now="2023-10-24T08:00").json()
        self.assertEqual([item for item in later["changed"] if item["kind"] != "woken"], [])

    def test_sheet__is_short_steady_and_names_nobody(self):
        self.work_the_weekend()
        self.as_user("AP", "participant", "add", "--given-name", "Hemlig", "--family-name",
                     "Skyddad", "--protected", "yes")
        people = self.json("participant", "list", "--all")
        for language in ("sv", "en"):
            told = self.as_user("US", "--lang", language, "handover", now="2023-10-24T08:00").out
            self.assertEqual(
                told, self.as_user("US", "--lang", language, "handover", now="2023-10-24T08:00").out
            )
            self.assertLessEqual(len(told.splitlines()), LINES)
            self.assert_clean(told)
            for person in people:
                if person["family_name"]:
                    self.assertNotIn(person["family_name"], told)
            for word in ("Skyddad", "Hemlig", "Berit", "Brevskrivare", "Ett", "Fyra"):
                self.assertNotIn(word, told)

    def test_due_and_waiting__are_counted(self):
        told = self.as_user("US", "--lang", "sv", "handover").out
        self.assertIn("3 till ingen än, US 2, AP 1", told)
        self.assertIn("klockslag", told)
        due = self.counts("US", "due", "request")
        self.assertEqual(due["urgent"], 1)
        self.assertEqual(self.counts("US", "waiting", "participant"), {"review": 2, "received": 3})

    def test_readonly__leaves_no_trace(self):
        before = open(self.db, "rb").read()
        self.as_user("US", "--readonly", "handover")
        self.assertEqual(open(self.db, "rb").read(), before)
        self.refuse("--readonly", "handover", "--seen", code=NO_PERMISSION)


if __name__ == "__main__":
    main()
