#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The day of a meeting on the command line: sheets, codes, minutes, the list of the webinar."""

import os
import re
import subprocess

from program import BAD_DATA, CANNOT_CREATE, FAILED, NO_PERMISSION, USAGE, Case, main

ON_THE_DAY = {"TRAFFPUNKT_NOW": "2023-09-26T09:00"}


class Door(Case):
    def codes(self):
        """Each code of the sheet with its name."""
        text = self.run_program("meeting", "sheet", "1").out
        return dict(re.findall(r"^(\d\d-\d)   (.{24})", text, re.M))

    def attend(self, *words, **options):
        return self.run_program("meeting", "attend", "1", *words, env=ON_THE_DAY, **options)

    def noted(self):
        answers = self.run_program("meeting", "show", "1", "--json").json()["answers"]
        return sum(answer["attendance"] is not None for answer in answers)

    def test_sheet__has_codes_that_stay(self):
        codes = self.codes()
        self.assertEqual(len(codes), 18)
        self.assertEqual(codes["18-2"].strip(), "Öberg, Åsa")
        self.assertEqual(codes["11-7"].strip(), "Skyddad")
        self.assertEqual(self.codes(), codes)
        told = self.json("disclosure", "list")
        self.assertEqual([row["purpose"] for row in told], ["administration"] * 2)
        self.assertEqual([row["people"] for row in told], [17, 17])

    def test_sheet__as_a_file_is_ours_alone(self):
        out = self.path("out")
        os.mkdir(out)
        result = self.run_program("meeting", "sheet", "1", "--format", "html", "--out", out)
        path = result.out.strip()
        self.assertEqual(os.path.basename(path), "narvarolista-2023-09-26.html")
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
        with open(path, encoding="utf-8") as file:
            page = file.read()
        self.assertTrue(page.startswith("<!DOCTYPE html>"))
        self.assert_clean(page)
        # An old one is kept, and nothing is noted of a sheet that was not written.
        self.refuse("meeting", "sheet", "1", "--format", "html", "--out", out, code=CANNOT_CREATE)
        self.assertEqual(len(self.json("disclosure", "list")), 1)
        self.run_program("meeting", "sheet", "1", "--format", "html", "--out", out, "--force")

    def test_sheet__wrong_words_are_refused(self):
        self.refuse("meeting", "sheet", "1", "--format", "pdf", code=USAGE)
        self.refuse("meeting", "sheet", "4", code=FAILED)
        self.refuse("--readonly", "meeting", "sheet", "1", code=NO_PERMISSION)

    def test_list__names_those_who_agreed(self):
        self.run_program("participant", "edit", "7", "--list-consent", "participants")
        result = self.run_program("meeting", "sheet", "1", "--list")
        self.assertIn("Ali, Samira", result.out)
        self.assertNotIn("Öberg", result.out)
        self.assertIn("17 people have not agreed", result.err)
        self.assertEqual(self.json("disclosure", "list")[0]["purpose"], "sharing")

    def test_all_codes__are_noted_at_once(self):
        codes = [code.replace("-", "") for code in self.codes()]
        result = self.attend("--codes", " ".join(codes))
        self.assertEqual(result.out, "18 attended, 0 left\n")
        self.run_program("undo", env=ON_THE_DAY)
        self.assertEqual(self.noted(), 0)

    def test_wrong_codes__are_told_and_the_rest_is_noted(self):
        self.codes()
        result = self.attend("--codes", "182, 11-7 128 500 7", code=BAD_DATA)
        self.assertEqual(result.out, "2 attended, 16 left\n")
        lines = result.err.splitlines()
        self.assertEqual([line.split(":")[0] for line in lines], ["128", "500", "7"])
        self.assertIn("check digit", lines[0])
        self.assertEqual(self.noted(), 2)
        known = self.run_program(
            "--json", "meeting", "attend", "1", "--codes", "023 128", "--absent",
            env=ON_THE_DAY, code=BAD_DATA,
        ).json()
        self.assertEqual(known["noted"], [])
        self.assertEqual(len(known["wrong"]), 2)

    def test_codes__not_with_participants(self):
        self.attend("7", "--codes", "182", code=USAGE)
        self.attend("7", "--format", "csv", code=USAGE)

    def test_attendance_file__is_in_swedish_order(self):
        self.attend("7", "8:absent")
        result = self.attend("--format", "csv", "--out", "-")
        self.assertTrue(result.raw.startswith(b"\xef\xbb\xbfName;Organisation;Answer;Attendance\r\n"))
        names = [line.split(";")[0] for line in result.out.split("\r\n")[1:-1]]
        self.assertEqual(names[-3:], ["Åkerlund, Fatima", "Ängström, Björn", "Öberg, Åsa"])
        self.assertEqual(self.json("disclosure", "list")[0]["what"], "attendance")

    def test_catering__counts_lunch_and_fika(self):
        meals = self.json("meeting", "catering", "1")["meals"]
        self.assertEqual(meals, {"lunch": 18, "fika": 18, "counted": "members"})
        text = self.run_program("meeting", "catering", "1").out
        self.assertIn("Lunch: 18\nFika: 18\n", text)
        self.assertIn("nobody has answered", text)


class Minutes(Case):
    def test_set__keeps_the_text_and_its_decisions(self):
        path = self.write("m.txt", "Hej\nBESLUT: Tema 17 okt = Hot\nBESLUT: Vi ses\n")
        result = self.run_program("meeting", "minutes", "1", "--set", path)
        self.assertEqual(result.out, "The minutes are saved, with 2 decisions.\n")
        known = self.json("meeting", "minutes", "1")
        self.assertEqual(
            [(row["text"], row["about_id"], row["source"]) for row in known["decisions"]],
            [("Tema 17 okt = Hot", 2, "minutes"), ("Vi ses", None, "minutes")],
        )
        self.assertTrue(known["text"].startswith("Hej\n"))
        self.assertTrue(self.run_program("meeting", "minutes", "1").out.startswith("Hej\n"))
        self.run_program("undo")
        self.assertIsNone(self.json("meeting", "minutes", "1")["text"])

    def test_set__empty_takes_them_away(self):
        self.run_program("meeting", "minutes", "1", "--set", self.write("m.txt", "BESLUT: x"))
        result = self.run_program("meeting", "minutes", "1", "--set", os.devnull)
        self.assertEqual(result.out, "The minutes are taken away.\n")
        self.assertEqual(self.json("meeting", "minutes", "1")["decisions"], [])

    def test_hostile_text__is_neutralised_when_printed(self):
        path = self.write("m.txt", "BESLUT: \x1b[31mrött\u202e\n")
        self.run_program("meeting", "minutes", "1", "--set", path)
        self.assert_clean(self.run_program("meeting", "minutes", "1").out)

    def test_edit__needs_a_terminal(self):
        self.refuse("meeting", "minutes", "1", "--edit", code=USAGE)
        self.refuse("meeting", "minutes", "1", "--edit", "--set", "-", code=USAGE)
        self.refuse("--readonly", "meeting", "minutes", "1", "--set", "-", code=NO_PERMISSION)

    def edit(self, script, *words):
        """Runs it in a terminal of its own (script of util-linux), with an editor."""
        editor = self.write("editor.sh", "#!/bin/sh\n" + script)
        os.chmod(editor, 0o700)
        command = " ".join([os.path.abspath(self.program()), "meeting", "minutes", "1", "--edit"])
        return subprocess.run(
            ["script", "-qec", command, "/dev/null"],
            env=dict(self.env, VISUAL=editor, TERM="xterm"),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=60,
        )

    @staticmethod
    def program():
        import program

        return program.PROGRAM

    def left(self):
        """What lies in the folder for temporary files."""
        return [
            os.path.join(folder, name)
            for folder, _, names in os.walk(self.env["TMPDIR"])
            for name in names
        ]

    def test_edit__saves_what_the_editor_wrote(self):
        result = self.edit('grep -q "# morning" "$1" && echo "BESLUT: klart" >> "$1"\n')
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertIn(b"with 1 decision", result.stdout)
        self.assertEqual(os.listdir(self.env["TMPDIR"]), [])

    def test_edit__that_fails_keeps_the_text(self):
        result = self.edit('echo "BESLUT: halvt" >> "$1"\nexit 3\n')
        self.assertEqual(result.returncode, 69, result.stdout)
        self.assertIn(b"ended with code 3", result.stdout)
        self.assertIsNone(self.json("meeting", "minutes", "1")["text"])
        (path,) = self.left()
        self.assertIn(path.encode(), result.stdout.replace(b"\r\n", b""))
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
        self.assertEqual(os.stat(os.path.dirname(path)).st_mode & 0o777, 0o700)
        with open(path, encoding="utf-8") as file:
            self.assertIn("BESLUT: halvt", file.read())

    def test_edit__that_changes_nothing_saves_nothing(self):
        result = self.edit("true\n")
        self.assertEqual(result.returncode, 0)
        self.assertIn(b"nothing has been saved", result.stdout)
        self.assertIsNone(self.json("meeting", "minutes", "1")["text"])
        self.assertEqual(os.listdir(self.env["TMPDIR"]), [])


class Webinar(Case):
    def test_first_all_then_changes(self):
        out = self.path("out")
        os.mkdir(out)
        known = self.json("meeting", "webinar", "3", "--out", out)
        self.assertTrue(known["full"])
        self.assertEqual((known["rows"], known["new"], known["tasks"]), (17, 17, 1))
        self.assertEqual(os.path.basename(known["path"]), "webbinarium-2023-11-14-lista-2023-09-19.csv")
        self.assertEqual(os.stat(known["path"]).st_mode & 0o777, 0o600)
        self.run_program("participant", "withdraw", "7", "--reason", "flyttar")
        known = self.json("meeting", "webinar", "3", "--out", out)
        self.assertFalse(known["full"])
        self.assertEqual((known["rows"], known["new"], known["withdrawn"]), (1, 0, 1))
        with open(known["path"], encoding="utf-8-sig", newline="") as file:
            self.assertEqual(
                file.read(),
                "Name;E-mail;Organisation;Change\r\n"
                "Samira Ali;samira.ali@malmo.example;Malmö stad;withdrawn\r\n",
            )
        result = self.run_program("meeting", "webinar", "3", "--out", out)
        self.assertEqual(result.out, "")
        self.assertIn("Nothing has changed since", result.err)
        told = self.json("disclosure", "list")
        self.assertEqual({(row["what"], row["purpose"]) for row in told}, {("webinar", "webinar")})
        self.assertEqual(self.run_program("check").code, 0)

    def test_dry_run__notes_nothing(self):
        result = self.run_program("meeting", "webinar", "3", "--dry-run")
        self.assertIn("17 rows", result.out)
        self.assertEqual(self.json("disclosure", "list"), [])
        self.run_program("--readonly", "meeting", "webinar", "3", "--dry-run")
        self.refuse("--readonly", "meeting", "webinar", "3", code=NO_PERMISSION)

    def test_cancelled__asks_the_organiser(self):
        self.run_program("meeting", "cancel", "3", "--reason", "sjuk")
        self.assertTrue(self.json("meeting", "webinar", "3", "--dry-run")["ask_organiser"])
        self.assertIn(
            "ask the organiser", self.run_program("meeting", "webinar", "3", "--dry-run").out
        )

    def test_meeting_without__is_refused(self):
        self.refuse("meeting", "webinar", "1", code=FAILED)


if __name__ == "__main__":
    main()
