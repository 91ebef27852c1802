#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listing, showing, adding, editing and the states, for people and as JSON."""

import re

from program import BAD_DATA, FAILED, USAGE, Case, main

PARTICIPANT_KEYS = """id uid given_name family_name email organisation organisation_code status
protected""".split()
MEETING_KEYS = """id uid kind status date start end duration_min duration_max period_text place link
theme theme_status sequence""".split()
REQUEST_KEYS = """id received_at sender_name sender_email subject body status verified urgent
assignee""".split()


class Json(Case):
    def assert_keys(self, record, keys):
        self.assertEqual([key for key in keys if key not in record], [])

    def test_lists__hold_the_promised_keys(self):
        for family, keys in (
            ("participant", PARTICIPANT_KEYS),
            ("meeting", MEETING_KEYS),
            ("request", REQUEST_KEYS),
        ):
            with self.subTest(family):
                records = self.json(family, "list", "--all")
                self.assertGreater(len(records), 5)
                for record in records:
                    self.assert_keys(record, keys)
                shown = self.json(family, "show", str(records[0]["id"]))
                self.assert_keys(shown, keys)

    def test_instants__are_local_with_their_offset(self):
        for request in self.json("request", "list", "--all"):
            self.assertRegex(request["received_at"], r"^2023-09-\d\dT\d\d:\d\d:\d\d\+02:00$")

    def test_unknown__is_null(self):
        meeting = self.json("meeting", "show", "2")
        for key in ("start", "end", "place", "link", "theme", "sequence", "starts_at", "ends_at"):
            self.assertIsNone(meeting[key], key)
        self.assertEqual(meeting["date"], "2023-10-17")
        self.assertEqual((meeting["duration_min"], meeting["duration_max"]), (60, 120))
        # Who belongs to it has not answered yet, and nothing is noted.
        self.assertEqual(len(meeting["answers"]), 18)
        self.assertEqual({at["answer"] for at in meeting["answers"]}, {"needs-action"})
        self.assertEqual({at["attendance"] for at in meeting["answers"]}, {None})

    def test_meeting__has_its_programme_in_order(self):
        programme = self.json("meeting", "show", "1")["programme"]
        self.assertEqual([item["part"] for item in programme], ["morning", "afternoon"])

    def test_meeting__is_known_by_uid_and_date(self):
        meeting = self.json("meeting", "show", "2")
        for name in (meeting["uid"], "2023-10-17", "17/10", "17 okt"):
            self.assertEqual(self.json("meeting", "show", name)["id"], 2)

    def test_start_and_end__are_instants_on_both_sides_of_the_clock_change(self):
        for meeting, instant in (
            ("2", "2023-10-17T10:00:00+02:00"),
            ("3", "2023-11-14T10:00:00+01:00"),
        ):
            self.run_program("meeting", "edit", meeting, "--start", "10")
            self.assertEqual(self.json("meeting", "show", meeting)["starts_at"], instant)

    def test_network__has_its_parts(self):
        network = self.json("network", "show")
        self.assertEqual(network["fee"], 120000)
        self.assertIsNone(network["vat"])
        self.assertEqual(len(network["strands"]), 5)
        self.assertEqual([at["initials"] for at in network["staff"]], ["AP", "US"])
        self.assertIn(2020, [fact["year"] for fact in network["facts"]])

    def test_option__may_stand_before_and_after_the_command(self):
        first = self.run_program("--json", "meeting", "list").out
        self.assertEqual(self.run_program("meeting", "list", "--json").out, first)
        self.assertEqual(self.run_program("meeting", "--json", "list").out, first)


class Lists(Case):
    def ids(self, *arguments):
        return [record["id"] for record in self.json(*arguments)]

    def names(self, *arguments):
        return [record["family_name"] for record in self.json("participant", "list", *arguments)]

    def test_filter__takes_words_states_and_negation(self):
        everyone = set(self.ids("participant", "list"))
        review = set(self.ids("participant", "list", "--filter", "status:review"))
        rest = set(self.ids("participant", "list", "--filter", "-status:review"))
        self.assertTrue(review)
        self.assertEqual(review | rest, everyone)
        self.assertFalse(review & rest)
        self.assertEqual(self.names("--filter", "åsa öberg"), ["Öberg"])

    def test_filter__keeps_habo_and_haabo_apart(self):
        for name in ("Habo kommun", "Håbo kommun"):
            found = self.json("participant", "list", "--filter", name.lower())
            self.assertEqual({at["organisation"] for at in found}, {name})

    def test_filter_of_a_week__finds_the_meeting(self):
        self.assertEqual(self.ids("meeting", "list", "--filter", "v42"), [2])
        self.assertEqual(self.ids("meeting", "list", "--filter", ">2023-10-01"), [2, 3])

    def test_filter_that_means_nothing__is_bad_data(self):
        self.refuse("participant", "list", "--filter", "status:flying", code=BAD_DATA)

    def test_sort__is_swedish_and_can_be_turned_round(self):
        known = [name for name in self.names("--sort", "name") if name]
        self.assertLess(known.index("Ahlström"), known.index("Åkerlund"))
        self.assertLess(known.index("Åkerlund"), known.index("Ängström"))
        self.assertLess(known.index("Ängström"), known.index("Öberg"))
        turned = [name for name in self.names("--sort", "-name") if name]
        self.assertEqual(turned, known[::-1])

    def test_sort_that_is_not_there__names_those_that_are(self):
        error = self.refuse("participant", "list", "--sort", "shoe", code=USAGE).err
        self.assertIn("organisation", error)

    def test_limit__is_the_beginning_of_the_list(self):
        whole = self.ids("participant", "list")
        self.assertEqual(self.ids("participant", "list", "--limit", "3"), whole[:3])
        for wrong in ("0", "-1", "x", "", "1e3", "99999999999"):
            self.refuse("participant", "list", "--limit", wrong, code=USAGE)

    def test_closed__are_left_out_unless_asked_for(self):
        open_ones = set(self.ids("request", "list"))
        everything = self.json("request", "list", "--all")
        resting = set(self.ids("request", "list", "--filter", "is:resting"))
        self.assertTrue(resting)
        closed = {at["id"] for at in everything} - open_ones - resting
        states = {at["status"] for at in everything if at["id"] in closed}
        self.assertTrue(closed)
        self.assertLessEqual(states, {"closed", "quarantined", "spam", "merged", "referred"})

    def test_long_list__comes_whole(self):
        for number in range(3):
            self.run_program("participant", "add", "--family-name", f"Person{number}")
        self.assertEqual(len(self.ids("participant", "list", "--filter", "person")), 3)

    def test_table__has_its_columns_under_each_other(self):
        lines = self.run_program("participant", "list").out.splitlines()
        at = lines[0].index("E-mail")
        for line in lines[1:]:
            self.assertEqual(line[at - 2 : at], "  ")
            self.assertNotEqual(line[at], " ")
        self.assertEqual([line for line in lines if line != line.rstrip()], [])

    def test_nothing__is_an_empty_table_and_an_empty_array(self):
        result = self.run_program("meeting", "list", "--filter", "xyzzy")
        self.assertEqual(result.out, "")
        self.assertEqual(self.json("meeting", "list", "--filter", "xyzzy"), [])


class Changes(Case):
    def test_add__prints_the_number_alone(self):
        for arguments in (
            ["participant", "add", "--given-name", "Åsa", "--family-name", "Öberg"],
            ["meeting", "add", "--kind", "digital", "--date", "2024-02-06"],
            ["request", "add", "--subject", "Fråga", "--channel", "phone"],
        ):
            with self.subTest(arguments):
                result = self.run_program(*arguments)
                self.assertRegex(result.out, r"\A[0-9]+\n\Z")
                self.assertEqual(result.err, "")
                self.run_program(arguments[0], "show", result.out.strip())

    def test_add__takes_the_keys_of_the_record(self):
        record = self.json(
            "participant", "add", "--given-name", "Åsa", "--family-name=Öberg",
            "--organisation", "håbo kommun", "--email", "asa@haabo.example",
        )  # fmt: skip
        self.assertEqual(record["organisation_code"], "0305")
        self.assertEqual(record["status"], "received")
        self.assertEqual(record["given_name"], "Åsa")

    def test_add__of_nothing_is_refused(self):
        before = len(self.json("participant", "list"))
        self.refuse("participant", "add", code=BAD_DATA)
        self.assertEqual(len(self.json("participant", "list")), before)

    def test_edit__takes_what_people_type(self):
        self.run_program("meeting", "edit", "2", "--start", "10-12")
        meeting = self.json("meeting", "show", "2")
        self.assertEqual((meeting["start"], meeting["end"]), ("10:00", "12:00"))
        self.run_program("meeting", "edit", "4", "--date", "6 feb 2024", "--duration-min", "1-2 h")
        meeting = self.json("meeting", "show", "4")
        self.assertEqual((meeting["date"], meeting["status"]), ("2024-02-06", "preliminary"))
        self.assertEqual((meeting["duration_min"], meeting["duration_max"]), (60, 120))

    def test_edit__with_an_empty_value_makes_unknown(self):
        self.run_program("meeting", "edit", "1", "--place", "")
        self.assertIsNone(self.json("meeting", "show", "1")["place"])

    def test_edit__that_changes_nothing_says_so(self):
        steps = len(self.json("history"))
        for arguments in (["--title", "Säkerhetschef"], []):
            result = self.run_program("participant", "edit", "1", *arguments)
            self.assertEqual(result.out, "")
            self.assertIn("Nothing to change", result.err)
        self.assertEqual(len(self.json("history")), steps)

    def test_edit__of_what_the_program_keeps_is_refused(self):
        for option in ("--status", "--uid", "--network-id", "--created-at", "--admitted-on"):
            self.refuse("participant", "edit", "1", option, "x", code=USAGE)

    def test_edit__with_a_bad_value_changes_nothing(self):
        before = self.json("meeting", "show", "2")
        for option, value in (
            ("--date", "2023-02-30"),
            ("--start", "25:00"),
            ("--link", "javascript:alert(1)"),
            ("--kind", "flying"),
            ("--date", "2031-01-01"),
            ("--end", "09:00"),
            ("--theme-decided-at-id", "2"),
        ):
            with self.subTest(option):
                self.refuse("meeting", "edit", "2", option, value, code=BAD_DATA)
        self.assertEqual(self.json("meeting", "show", "2"), before)

    def test_time_that_the_clock_jumps_over__is_refused(self):
        self.run_program("meeting", "edit", "4", "--date", "2024-03-31")
        self.refuse("meeting", "edit", "4", "--start", "02:30", code=BAD_DATA)

    def test_what_is_not_there__is_not_found(self):
        for arguments in (
            ["participant", "show", "999"],
            ["participant", "show", "x"],
            ["meeting", "edit", "999", "--place", "X"],
            ["meeting", "show", "2023-01-01"],
            ["request", "close", "999"],
            ["theme", "decide", "999", "X"],
        ):
            with self.subTest(arguments):
                self.refuse(*arguments, code=FAILED)


class States(Case):
    def state(self, family, number):
        return self.json(family, "show", number)["status"]

    def in_state(self, family, state):
        return str(self.json(family, "list", "--all", "--filter", f"status:{state}")[0]["id"])

    def test_participant__goes_the_legal_way_only(self):
        number = self.in_state("participant", "review")
        self.refuse("participant", "reject", number, code=BAD_DATA)
        self.run_program("participant", "reject", number, "--reason", "utanför målgruppen")
        self.assertEqual(self.state("participant", number), "rejected")
        self.refuse("participant", "admit", number, code=FAILED)
        self.refuse("participant", "review", number, code=BAD_DATA)
        self.run_program("participant", "review", number, "--reason", "ny uppgift")
        self.run_program("participant", "admit", number, code=BAD_DATA)
        self.run_program("participant", "admit", number, "--reason", "Känd av oss")
        record = self.json("participant", "show", number)
        self.assertEqual((record["status"], record["admitted_on"]), ("admitted", "2023-09-19"))
        self.refuse("participant", "refer", number, "--reason", "x", code=FAILED)
        self.run_program("participant", "withdraw", number, "--reason", "bytt jobb")
        self.assertEqual(self.json("participant", "show", number)["status_reason"], "bytt jobb")

    def test_refer__needs_a_reason(self):
        number = self.in_state("participant", "review")
        self.run_program("participant", "refer", number, "--reason", "systernätverket")
        self.assertEqual(self.state("participant", number), "referred")

    def test_several__change_in_one_step_and_the_rest_is_reported(self):
        review = self.in_state("participant", "review")
        result = self.run_program(
            "participant", "admit", review, "1", "--reason", "Känd av oss", code=FAILED
        )
        self.assertIn("already", result.err)
        self.assertEqual(self.state("participant", review), "admitted")
        self.run_program("undo")
        self.assertEqual(self.state("participant", review), "review")
        answer = self.json("participant", "admit", review, "1", "--reason", "x", code=FAILED)
        self.assertEqual(answer["changed"], 1)
        self.assertEqual([at["id"] for at in answer["exceptions"]], [1])

    def test_meeting__is_confirmed_when_it_can_be(self):
        self.refuse("meeting", "confirm", "2", code=FAILED)
        self.run_program("meeting", "edit", "2", "--link-later", "true")
        self.run_program("meeting", "confirm", "2")
        self.assertEqual(self.state("meeting", "2"), "confirmed")
        self.run_program("meeting", "state", "2", "held")
        self.refuse("meeting", "cancel", "2", "--reason", "x", code=FAILED)
        self.refuse("meeting", "confirm", "4", code=FAILED)

    def test_cancelled_meeting__comes_back_with_a_new_date(self):
        self.refuse("meeting", "cancel", "3", code=BAD_DATA)
        self.run_program("meeting", "cancel", "3", "--reason", "föreläsaren är sjuk")
        self.assertEqual(self.state("meeting", "3"), "cancelled")
        self.run_program("meeting", "edit", "3", "--date", "2023-11-21")
        self.assertEqual(self.state("meeting", "3"), "preliminary")

    def test_request__is_assigned_snoozed_closed_and_opened(self):
        first, second = [str(at["id"]) for at in self.json("request", "list")][:2]
        self.run_program("request", "assign", first, second, "AP")
        self.run_program("request", "snooze", second, "v42")
        request = self.json("request", "show", second)
        self.assertEqual((request["assignee"], request["snooze_until"]), ("AP", "2023-10-16"))
        self.run_program("request", "assign", second, "")
        self.run_program("request", "snooze", second, "")
        request = self.json("request", "show", second)
        self.assertEqual((request["assignee"], request["snooze_until"]), (None, None))
        self.run_program("request", "close", first, second)
        self.assertEqual(self.state("request", first), "closed")
        self.run_program("request", "reopen", first)
        self.assertEqual(self.state("request", first), "open")
        self.run_program("request", "spam", first)
        self.assertEqual(self.state("request", first), "spam")
        self.refuse("request", "snooze", second, "someday", code=BAD_DATA)

    def test_state__takes_any_that_may_follow_in_either_language(self):
        number = self.in_state("request", "new")
        self.run_program("request", "state", number, "waiting")
        self.assertEqual(self.state("request", number), "waiting")
        self.refuse("request", "state", number, "new", code=FAILED)
        error = self.refuse("request", "state", number, "asleep", code=USAGE).err
        self.assertIn("answered", error)

    def test_theme__is_proposed_and_decided(self):
        self.run_program("theme", "propose", "2", "Hot, hat & våld")
        meeting = self.json("meeting", "show", "2")
        self.assertEqual(
            (meeting["theme"], meeting["theme_status"]), ("Hot, hat & våld", "proposed")
        )
        self.run_program("theme", "propose", "2", "")
        self.assertEqual(self.json("meeting", "show", "2")["theme_status"], "unset")
        self.refuse("theme", "decide", "2", code=BAD_DATA)
        decided = self.json("theme", "decide", "2", "Medarbetarskap")
        self.assertEqual(decided["theme"], "Medarbetarskap")
        meeting = self.json("meeting", "show", "2")
        self.assertEqual(meeting["theme_status"], "decided")
        self.assertEqual(meeting["theme_decided_on"], "2023-09-19")
        self.refuse("theme", "propose", "2", "Annat", code=FAILED)

    def test_network__is_edited(self):
        self.run_program("network", "edit", "--fee", "1 500", "--vat", "added")
        network = self.json("network", "show")
        self.assertEqual((network["fee"], network["vat"]), (150000, "added"))
        self.refuse("network", "edit", "--slug", "Å Ä Ö", code=BAD_DATA)

    def test_show__tells_people_what_is_unknown(self):
        out = self.run_program("meeting", "show", "2").out
        self.assertTrue(re.search(r"^Starts +–$", out, re.MULTILINE), out)
        self.assertIn("1 (Tue 26 Sep 2023)", out)


if __name__ == "__main__":
    main()
