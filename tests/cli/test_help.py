#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Help, completion and the manual tell of the commands that there are, and of no others."""

import os
import re

from program import SOURCE_ROOT, USAGE, Case, main


def name_of(command):
    return " ".join(filter(None, (command["family"], command["name"])))


class Help(Case):
    with_example = False

    def table(self):
        return self.json("--help")

    def complete(self, *words):
        lines = self.run_program("--complete", *words).out.splitlines()
        return [line.split("\t")[0] for line in lines]

    def test_help__lists_every_command(self):
        out = self.run_program("--help").out
        for command in self.table():
            self.assertIn("  " + name_of(command), out)
            self.assertTrue(command["summary"].endswith("."), command["summary"])

    def test_help__lists_no_command_twice(self):
        names = [name_of(command) for command in self.table()]
        self.assertEqual(sorted(names), sorted(set(names)))

    def test_help__needs_no_database_and_no_terminal(self):
        for arguments in (["--help"], ["-h"], ["meeting", "--help"], ["meeting", "edit", "-h"]):
            self.assertTrue(self.run_program(*arguments).out)
        self.assertEqual(os.listdir(self.home), ["tmp"])

    def test_help__of_a_command_lists_its_options(self):
        for command in self.table():
            words = name_of(command).split()
            out = self.run_program(*words, "--help").out
            for option in command["options"]:
                self.assertIn(f"--{option['name']}", out)

    def test_help__fits_a_wide_terminal(self):
        for words in ([], ["participant", "add"], ["meeting", "export"], ["request", "state"]):
            for line in self.run_program(*words, "--help").out.splitlines():
                self.assertLessEqual(len(line), 100)

    def test_version__is_one_line(self):
        self.assertRegex(self.run_program("--version").out, r"\Atraffpunkt \d+\.\d+\.\d+\n\Z")

    def test_misspelt__gets_a_suggestion(self):
        for arguments, meant in (
            (["particpant", "list"], "participant"),
            (["participant", "lst"], "participant list"),
            (["participant", "list", "--fliter", "x"], "--filter"),
            (["participant", "add", "--given_nam", "x"], "--given-name"),
            (["meeting", "exprot"], "meeting export"),
            (["--jsn", "check"], "--json"),
        ):
            with self.subTest(arguments):
                self.assertIn(meant, self.refuse(*arguments, code=USAGE).err)

    def test_wrong_words__are_usage(self):
        for arguments in (
            ["nonsense"],
            ["participant"],
            ["participant", "show"],
            ["participant", "show", "1", "2"],
            ["participant", "list", "1"],
            ["participant", "add", "x"],
            ["participant", "show", "1", "--given-name", "x"],
            ["participant", "edit", "1", "--title"],
            ["participant", "list", "--all=yes"],
            ["meeting", "state", "1"],
            ["theme", "vote", "1"],
            ["undo", "1", "2"],
            ["backup"],
            ["-x"],
            ["--db"],
        ):
            with self.subTest(arguments):
                self.refuse(*arguments, code=USAGE)

    def test_completion__offers_what_can_follow(self):
        table = self.table()
        families = {command["family"] or command["name"] for command in table}
        self.assertEqual(set(self.complete("")), families)
        for command in table:
            words = name_of(command).split()
            self.assertIn(words[-1], self.complete(*words))
            offered = self.complete(*words, "--")
            for option in command["options"]:
                self.assertIn(f"--{option['name']}", offered)
        self.assertEqual(self.complete("meeting", "export", "--meth"), ["--method"])
        self.assertEqual(self.complete("meeting", "edit", "1", "--kind", "d"), ["digital"])
        self.assertEqual(self.complete("--lang", ""), ["sv", "en"])
        self.assertEqual(self.complete("--db", ""), [])
        self.assertEqual(self.complete("request", "state", "1", "wa"), ["waiting"])
        self.assertIn("-name", self.complete("participant", "list", "--sort", "-n"))

    def test_manual__tells_of_every_command_and_no_other(self):
        path = os.path.join(SOURCE_ROOT, "data", "man", "traffpunkt.1.scd")
        with open(path, encoding="utf-8") as file:
            page = file.read()
        section = re.search(r"^# COMMANDS$(.*?)^# ", page, re.MULTILINE | re.DOTALL).group(1)
        told = {
            re.match(r"\*([a-z -]+)\*", line).group(1)
            for line in section.splitlines()
            if line.startswith("*")
        }
        self.assertEqual(told, {name_of(command) for command in self.table()})
        for command in self.table():
            for option in command["options"]:
                if command["name"] not in ("add", "edit", "convert"):
                    self.assertIn(f"*--{option['name']}*", page)


if __name__ == "__main__":
    main()
