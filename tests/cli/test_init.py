#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a database comes from, and what happens without one or without a terminal."""

import json
import os
import stat
import subprocess

from program import (
    BAD_DATA,
    CANNOT_CREATE,
    FAILED,
    NO_INPUT,
    NO_PERMISSION,
    OK,
    PROGRAM,
    USAGE,
    Case,
    main,
)


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


class Init(Case):
    with_example = False

    def test_example__fills_the_database_of_the_user(self):
        del self.env["TRAFFPUNKT_DB"]
        answer = self.json("init", "--example")
        database = self.path("data", "traffpunkt", "traffpunkt.db")
        self.assertEqual(answer["database"], database)
        self.assertEqual(answer["network"]["slug"], "fortroendevaldas-trygghet")
        self.assertEqual(mode(database), 0o600)
        self.assertEqual(mode(os.path.dirname(database)), 0o700)
        self.assertEqual(len(self.json("meeting", "list")), 6)

    def test_example_twice__is_refused_and_changes_nothing(self):
        self.run_program("init", "--example")
        self.refuse("init", "--example", code=FAILED)
        self.assertEqual(len(self.json("network", "list")), 1)

    def test_alone__makes_an_empty_database(self):
        self.assertIsNone(self.json("init")["network"])
        self.assertEqual(self.json("network", "list"), [])
        error = self.refuse("participant", "list", code=FAILED).err
        self.assertIn("traffpunkt init", error)

    def test_file_that_is_not_there__leaves_no_database(self):
        self.refuse("init", self.path("no.json"), code=NO_INPUT)
        self.assertFalse(os.path.exists(self.db))

    def test_file_that_is_no_network__leaves_no_database(self):
        for text in ("", "{", "[]", '{"format": "x"}', '{"format": "traffpunkt-network"}'):
            with self.subTest(text):
                path = self.write("bad.json", text)
                error = self.refuse("init", path, code=BAD_DATA).err
                self.assertIn("bad.json", error)
        self.assertFalse(os.path.exists(self.db))

    def test_example_and_file__is_refused(self):
        self.refuse("init", "--example", "x.json", code=USAGE)

    def test_exported_file__makes_the_same_network_again(self):
        self.run_program("init", "--example")
        first = self.run_program("network", "export").raw
        path = self.path("n.json")
        self.run_program("network", "export", "--out", path)
        self.assertEqual(mode(path), 0o600)
        with open(path, "rb") as file:
            self.assertEqual(file.read(), first)
        self.refuse("network", "export", "--out", path, code=CANNOT_CREATE)
        other = self.path("other.db")
        self.run_program("--db", other, "init", path)
        self.assertEqual(self.run_program("--db", other, "network", "export").raw, first)

    def test_two_networks__ask_which_one(self):
        self.run_program("init", "--example")
        network = json.loads(self.run_program("network", "export").out)
        network["network"].update(slug="annat", name="Ett annat")
        for part in ("meetings", "participants", "requests"):
            network[part] = []
        self.run_program("init", self.write("annat.json", json.dumps(network)))
        slugs = [at["slug"] for at in self.json("network", "list")]
        self.assertEqual(sorted(slugs), ["annat", "fortroendevaldas-trygghet"])
        error = self.refuse("meeting", "list", code=USAGE).err
        self.assertIn("annat", error)
        self.assertEqual(self.json("--network", "annat", "meeting", "list"), [])
        self.assertEqual(self.json("network", "show", "--network", "annat")["name"], "Ett annat")
        self.refuse("--network", "inget", "meeting", "list", code=FAILED)
        self.run_program("history")
        self.assertEqual(self.json("check"), {"ok": True, "findings": [], "notes": []})


class Start(Case):
    with_example = False

    def test_no_terminal__is_said_in_one_sentence(self):
        for arguments in ([], ["demo"], ["--json"], ["--db", "x.db"]):
            with self.subTest(arguments):
                error = self.refuse(*arguments, code=USAGE).err
                self.assertIn("terminal", error)
        self.assertEqual(os.listdir(self.env["TMPDIR"]), [])

    def test_no_database__is_no_input_and_says_what_to_do(self):
        for arguments in (["participant", "list"], ["check"], ["undo"], ["backup", "b.db"]):
            with self.subTest(arguments):
                error = self.refuse(*arguments, code=NO_INPUT).err
                self.assertIn("traffpunkt init --example", error)
        self.assertFalse(os.path.exists(self.db))

    def test_demo_with_a_database__is_refused(self):
        self.refuse("demo", "--db", self.db, code=USAGE)
        self.assertFalse(os.path.exists(self.db))

    def test_database_of_something_else__is_refused(self):
        path = self.write("not.db", "This is no database.\n" * 100)
        os.chmod(path, 0o600)
        result = self.run_program("--db", path, "participant", "list", code=BAD_DATA)
        self.assertRegex(result.err, r"\Atraffpunkt: [^\n]+\n\Z")

    def test_clock_that_means_nothing__is_refused(self):
        self.refuse("meeting", "list", code=USAGE, env={"TRAFFPUNKT_NOW": "yesterday"})


class Settings(Case):
    def test_unknown_setting__is_refused_with_its_line(self):
        self.write("config/traffpunkt/config.ini", "[interface]\nlanguage = sv\ncolour = red\n")
        error = self.refuse("meeting", "list", code=BAD_DATA).err
        self.assertIn("colour", error)
        self.assertIn("3", error)

    def test_language__of_settings_gives_way_to_the_option(self):
        self.write("config/traffpunkt/config.ini", "[interface]\nlanguage = en\n")
        self.assertIn("There is no", self.refuse("meeting", "show", "99", code=FAILED).err)
        self.refuse("meeting", "list", "--lang", "fi", code=USAGE)

    def test_initials__stand_in_the_journal(self):
        self.write("config/traffpunkt/config.ini", "[user]\ninitials = US\n")
        self.run_program("participant", "edit", "1", "--title", "Ny titel")
        self.assertEqual(self.json("history")[0]["who"], "US")


class ReadOnly(Case):
    def test_writing__is_refused_before_anything_happens(self):
        before = self.run_program("network", "export").raw
        for arguments in (
            ["participant", "add", "--family-name", "X"],
            ["participant", "edit", "1", "--title", "X"],
            ["participant", "withdraw", "1", "--reason", "x"],
            ["meeting", "cancel", "1", "--reason", "x"],
            ["meeting", "export", "1", "--out", self.path("out")],
            ["theme", "decide", "2", "X"],
            ["request", "close", "1"],
            ["network", "edit", "--fee", "1"],
            ["undo"],
            ["redo"],
            ["init", "--example"],
        ):
            with self.subTest(arguments):
                self.refuse("--readonly", *arguments, code=NO_PERMISSION)
        self.assertFalse(os.path.exists(self.path("out")))
        self.assertEqual(self.run_program("network", "export").raw, before)

    def test_reading__is_allowed_and_leaves_the_file_alone(self):
        before = os.stat(self.db)
        for arguments in (["participant", "list"], ["meeting", "show", "1"], ["history"]):
            self.run_program("--readonly", *arguments)
        after = os.stat(self.db)
        self.assertEqual((before.st_mtime_ns, before.st_size), (after.st_mtime_ns, after.st_size))


class Upkeep(Case):
    def test_backup__is_private_whole_and_never_over_a_file(self):
        copy = self.path("copy.db")
        self.run_program("backup", copy)
        self.assertEqual(mode(copy), 0o600)
        self.assertEqual(
            self.run_program("--db", copy, "network", "export").raw,
            self.run_program("network", "export").raw,
        )
        self.refuse("backup", copy, code=CANNOT_CREATE)
        self.run_program("backup", "--force", copy)
        self.refuse("backup", self.path("no", "where.db"), code=CANNOT_CREATE)

    def test_check__of_the_example_finds_nothing(self):
        answer = self.json("check")
        self.assertEqual(answer, {"ok": True, "findings": [], "notes": []})

    def test_output_that_cannot_be_written__is_an_error(self):
        with open("/dev/full", "wb") as full:
            process = subprocess.run(
                [PROGRAM, "participant", "list"],
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=full,
                stderr=subprocess.PIPE,
            )
        self.assertEqual(process.returncode, 74)


if __name__ == "__main__":
    main()
