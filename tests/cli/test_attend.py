#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attendance, the pictures and the timeline on the command line."""

import re

from program import FAILED, NO_PERMISSION, USAGE, Case, main

ON_THE_DAY = {"TRAFFPUNKT_NOW": "2023-09-26T09:00"}


class Attend(Case):
    def attend(self, *words, **options):
        return self.run_program("meeting", "attend", "1", *words, env=ON_THE_DAY, **options)

    def known(self):
        answers = self.run_program("meeting", "show", "1", "--json", env=ON_THE_DAY).json()["answers"]
        return {answer["participant_id"]: answer for answer in answers}

    def test_before_the_day__is_refused_with_the_reason(self):
        result = self.run_program("meeting", "attend", "1", "7", code=FAILED)
        self.assertIn("from the day of the meeting on", result.err)
        self.assertEqual(
            {at["attendance"] for at in self.json("meeting", "show", "1")["answers"]}, {None}
        )

    def test_states__stand_behind_a_colon_or_in_an_option(self):
        self.attend("7", "8:absent", "9:digital")
        self.attend("--absent", "10", "11:attended")
        known = self.known()
        self.assertEqual(
            [known[at]["attendance"] for at in (7, 8, 9, 10, 11, 12)],
            ["attended", "absent", "digital", "absent", "attended", None],
        )
        self.assertEqual(known[7]["answer"], "needs-action")
        self.attend("7:unknown")
        self.assertIsNone(self.known()[7]["attendance"])

    def test_digital_meeting__is_attended_digitally(self):
        self.run_program("meeting", "attend", "3", "7", env={"TRAFFPUNKT_NOW": "2023-11-14T12:00"})
        answers = self.run_program("meeting", "show", "3", "--json").json()["answers"]
        self.assertIn("digital", [answer["attendance"] for answer in answers])

    def test_protected__has_a_number_and_no_address(self):
        self.attend("16")
        known = self.known()
        self.assertIsNone(known[16]["email"])
        self.assertEqual(known[16]["attendance"], "attended")
        self.assertIn("@", known[7]["email"])

    def test_one_wrong_word__notes_nothing(self):
        for words, code in (
            (("7", "8:here"), USAGE),
            (("7", "20"), FAILED),  # in review
            (("7", "999"), FAILED),
            (("--absent", "--digital", "7"), USAGE),
        ):
            with self.subTest(words):
                self.attend(*words, code=code)
                self.assertIsNone(self.known()[7]["attendance"])

    def test_no_participants__lists_those_who_belong(self):
        self.attend("7")
        lines = self.attend().out.splitlines()
        self.assertEqual(lines[-1], "1 attended, 17 left")
        self.assertEqual(len(lines), 19)
        self.assertTrue(any(line.strip().startswith("7  Ali, Samira: attended") for line in lines))
        self.assertTrue(any("Protected no. 16: nothing noted" in line for line in lines))

    def test_one_call__is_one_step(self):
        self.attend("7", "8", "9:absent")
        self.run_program("undo", env=ON_THE_DAY)
        self.assertEqual({at["attendance"] for at in self.known().values()}, {None})

    def test_readonly__is_refused(self):
        self.run_program("--readonly", "meeting", "attend", "1", "7", env=ON_THE_DAY, code=NO_PERMISSION)
        self.assertIsNone(self.known()[7]["attendance"])


class Reports(Case):
    def test_counties__in_numbers(self):
        report = self.json("report", "counties")
        self.assertEqual(len(report["counties"]), 21)
        self.assertEqual(sum(at["municipalities"] for at in report["counties"]), 290)
        names = [at["name"] for at in report["counties"]]
        self.assertEqual(names.count("Gotland"), 1)
        self.assertEqual((report["represented"], report["regions"]), (14, 4))
        north = [at for at in report["counties"] if at["letters"] == "BD"][0]
        self.assertEqual((north["represented"], north["municipalities"]), (1, 14))
        self.assertNotIn("Luleå", north["missing"])
        self.assertIn("Kiruna", north["missing"])

    def test_counties__plain_says_the_same(self):
        report = self.json("report", "counties")
        plain = self.run_program("report", "counties", "--plain").out
        self.assertIn("Norrbotten: 1 of 14 municipalities, not the region.", plain)
        self.assertIn("Skåne: 2 of 33 municipalities, and the region.", plain)
        for county in report["counties"]:
            self.assertIn(county["name"], plain)
            for name in county["missing"]:
                if county["name"] != "Gotland":
                    self.assertIn(name, plain)
        self.assertRegex(plain, r"White spots: .*Jämtland.*\.")
        for sign in "░█●":
            self.assertNotIn(sign, plain)

    def test_no_person__stands_in_any_of_them(self):
        secrets = set()
        for person in self.json("participant", "list", "--all"):
            secrets |= {person["email"], person["phone"], person["title"]}
            if person["family_name"] and person["family_name"] != "Berg":  # a municipality too
                secrets.add(person["family_name"])
        for name in ("counties", "signups", "fees"):
            for option in ([], ["--plain"], ["--json"]):
                words = set(re.split(r"[\s\",.:]+", self.run_program("report", name, *option).out))
                self.assertEqual(words & secrets, set())

    def test_signups__week_by_week(self):
        report = self.json("report", "signups")
        self.assertEqual(report["weeks"][0]["week"], 34)
        self.assertEqual(report["weeks"][-1]["total"], report["signups"])
        plain = self.run_program("report", "signups", "--plain").out
        self.assertIn("wk 34, from Mon 21 Aug 2023: 7 sign-ups, 7 in all.", plain)

    def test_fees__by_state(self):
        report = self.json("report", "fees")
        states = report["states"].values()
        self.assertEqual(sum(state["count"] for state in states), report["payers"])
        self.assertEqual(sum(state["sum"] for state in states), 120000 * report["payers"])

    def test_swedish(self):
        plain = self.run_program("--lang", "sv", "report", "counties", "--plain").out
        self.assertIn("Norrbotten: 1 av 14 kommuner, inte regionen.", plain)


class Timeline(Case):
    def test_related__holds_attendance_and_requests(self):
        self.run_program("meeting", "attend", "1", "2", "3:absent", env=ON_THE_DAY)
        self.run_program("request", "assign", "9", "US", env=ON_THE_DAY)
        own = self.json("history", "--entity", "participant:2")
        whole = self.json("history", "--entity", "participant:2", "--related")
        self.assertEqual((len(own), len(whole)), (1, 3))
        kinds = {change["entity"] for action in whole for change in action["changes"]}
        self.assertLessEqual({"participant", "attendance", "request"}, kinds)
        people = {
            change["after"]
            for action in whole
            for change in action["changes"]
            if change["entity"] == "attendance" and change["field"] == "participant_id"
        }
        self.assertEqual(people, {2})

    def test_related__needs_a_row(self):
        self.run_program("history", "--related", code=USAGE)
        self.run_program("history", "--entity", "participant", "--related", code=USAGE)


if __name__ == "__main__":
    main()
