#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A protected person is named in no list, detail, history, export or error, before or after."""

import os

from program import BAD_DATA, FAILED, Case, main

SECRETS = {
    "--given-name": "Hemlia",
    "--family-name": "Okändström",
    "--title": "Skyddsvakt-xq",
    "--email": "hemlia@dold.example",
    "--phone": "070-174 06 99",
    "--note": "Bor på Gömda vägen",
}


class Protected(Case):
    def setUp(self):
        super().setUp()
        options = [word for pair in SECRETS.items() for word in pair]
        self.number = self.run_program(
            "participant", "add", *options, "--organisation", "Lunds kommun"
        ).out.strip()
        self.run_program("participant", "edit", self.number, "--title", "Skyddsvakt-yz")
        self.run_program("participant", "admit", self.number)
        self.request = self.run_program(
            "request", "add", "--subject", "Fråga från Hemlia", "--sender-name",
            "Hemlia Okändström", "--sender-email", "hemlia@dold.example",
            "--participant-id", self.number,
        ).out.strip()  # fmt: skip
        self.run_program("participant", "edit", self.number, "--protected", "true")

    def assert_silent(self, text, what):
        for secret in (*SECRETS.values(), "Skyddsvakt-yz"):
            self.assertNotIn(secret.lower(), text.lower(), what)

    def outputs(self):
        for command in (
            ["participant", "list", "--all"],
            ["participant", "show", self.number],
            ["request", "list", "--all"],
            ["participant", "edit", self.number],
            ["history", "--limit", "500"],
            ["history", "--limit", "500", "--entity", f"participant:{self.number}"],
            ["network", "export"],
            ["network", "show"],
            ["meeting", "export", "--combined", "--out", "-"],
        ):
            for json in ([], ["--json"]):
                result = self.run_program(*json, *command)
                yield command, result.out + result.err

    def test_outputs__never_name_them(self):
        for command, text in self.outputs():
            with self.subTest(command):
                self.assert_silent(text, command)

    def test_request__is_read_by_whoever_opens_it_but_not_its_sender(self):
        out = self.run_program("request", "show", self.request).out
        self.assertIn("Fråga från Hemlia", out)
        self.assertNotIn("Okändström", out)
        self.assertNotIn("dold.example", out)
        shown = self.json("request", "show", self.request)
        for key in ("sender_name", "sender_email", "subject", "body"):
            self.assertIsNone(shown[key], key)

    def test_record__keeps_its_keys_with_null(self):
        record = self.json("participant", "show", self.number)
        self.assertTrue(record["protected"])
        for key in ("given_name", "family_name", "title", "email", "phone"):
            self.assertIn(key, record)
            self.assertIsNone(record[key])
        self.assertEqual(record["organisation"], "Lunds kommun")

    def test_search__does_not_find_them_by_name(self):
        for word in ("hemlia", "okändström", "dold.example", "0701740699"):
            found = self.json("participant", "list", "--all", "--filter", word)
            self.assertEqual(found, [], word)

    def test_changes__are_told_without_content(self):
        out = self.run_program("participant", "edit", self.number, "--phone", "070-174 06 98").out
        self.assertIn("Protected", out)
        history = self.run_program("--json", "history", "--limit", "3").out
        self.assertNotIn("070-174 06 98", history)
        sealed = [
            change
            for action in self.json("history", "--entity", f"participant:{self.number}")
            for change in action["changes"]
            if change["sealed"]
        ]
        self.assertTrue(sealed)
        for change in sealed:
            self.assertIsNone(change["before"])
            self.assertIsNone(change["after"])

    def test_refusals__do_not_name_them(self):
        error = self.refuse("participant", "reject", self.number, "--reason", "x", code=FAILED).err
        self.assert_silent(error, "reject")
        error = self.run_program("participant", "admit", self.number, "1", code=FAILED).err
        self.assert_silent(error, "admit")
        error = self.refuse(
            "participant", "edit", self.number, "--email", "x", code=BAD_DATA
        ).err
        self.assert_silent(error, "edit")

    def test_undo__of_the_protection_gives_the_person_back(self):
        self.run_program("undo")
        record = self.json("participant", "show", self.number)
        self.assertFalse(record["protected"])
        self.assertEqual(record["family_name"], "Okändström")

    def test_exported_network__is_private(self):
        path = self.path("n.json")
        self.run_program("network", "export", "--out", path)
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)


if __name__ == "__main__":
    main()
