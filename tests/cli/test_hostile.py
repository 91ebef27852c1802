#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile text in every field of a network file: what leaves the program stays clean."""

import json
import os

from program import BAD_DATA, SOURCE_ROOT, Case, main

HOSTILE = (
    "\u0301\u0301"  # marks with nothing to stand on
    "\x1b]0;owned\x07\x1b[2J\x1b[31m"  # a title, a wiped screen, red
    "\u009b31m\u0085\u009d0;owned\u009c"  # the same as single C1 characters
    "A\u202eB\u2066C\u200f"  # the direction of what follows
    "D\u200b\u200d\u2060\ufeffE\u00ad"  # nothing to see
    "F\r\nBEGIN:VALARM\r\nG\u2028H\x7f"  # lines of its own
    "\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307"  # a pile of marks
    '"\\;,<&%s%n'
)
NOTE_LIMIT, TEXT_LIMIT = 100_000, 500


def example():
    path = os.path.join(SOURCE_ROOT, "data", "networks", "fortroendevaldas-trygghet.json")
    with open(path, encoding="utf-8") as file:
        return json.load(file)


# Values that a network file can only give in a fixed form: nothing hostile can stand there.
FIXED = {
    "format", "format_version", "uid", "slug", "kind", "form", "status", "date", "start", "end",
    "theme_status", "theme_decided_at_id", "theme_decided_on", "promise_due", "created_at", "part",
    "starts_on", "ends_on", "published_on", "vat", "received_on", "admitted_on", "channel",
    "organisation_code", "received_at", "verified", "snooze_until", "participant_id",
    "meeting_id", "merged_into_id", "link", "role", "list_consent", "callback", "callback_on",
    "successor_id", "valid_from", "valid_to",
}  # fmt: skip
SHAPED = {
    "email": "x@example.example", "organisation_number": "212000-0142", "gln": "7310000111112",
    "peppol_id": "0007:2120000142",
}


def poison(node, text):
    """Puts the text before every value that is free text, known or not."""
    if isinstance(node, list):
        return [poison(item, text) for item in node]
    if not isinstance(node, dict):
        return node
    made = {}
    for key, value in node.items():
        if isinstance(value, (dict, list)):
            made[key] = poison(value, text)
        elif key in FIXED or isinstance(value, (bool, int)):
            made[key] = value
        elif key in SHAPED:
            made[key] = value
        elif value is None and key.startswith(
                ("duration", "sequence", "fee", "year", "human", "sibling_fee", "capacity")):
            made[key] = value
        else:
            made[key] = text + (value or "")[:100]
    return made


class Hostile(Case):
    with_example = False

    def load(self, text):
        network = poison(example(), text)
        for part in ("meetings", "requests", "participants"):
            for record in network[part]:
                if record.get("status") == "cancelled":
                    record["status_reason"] = text
        path = self.write("hostile.json", json.dumps(network))
        return self.run_program("init", path)

    def test_tables_details_and_history__stay_clean(self):
        self.assert_clean(self.load(HOSTILE).out)
        for arguments in (
            ["network", "list"],
            ["network", "show"],
            ["participant", "list", "--all"],
            ["participant", "show", "1"],
            ["meeting", "list"],
            ["meeting", "show", "1"],
            ["request", "list", "--all"],
            ["request", "show", "9"],
            ["history"],
        ):
            for options in ([], ["--json"], ["--lang", "sv"]):
                with self.subTest([*options, *arguments]):
                    result = self.run_program(*options, *arguments)
                    self.assertIn("owned", result.out)
                    self.assert_clean(result.out)

    def test_changes_and_their_titles__stay_clean(self):
        self.load(HOSTILE)
        outputs = [
            self.run_program("meeting", "edit", "1", "--place", HOSTILE.replace("\x00", "")).out,
            self.run_program("theme", "decide", "2", HOSTILE).out,
            self.run_program("request", "assign", "9", "8", HOSTILE[:30]).out,
            self.run_program("participant", "edit", "1", "--title", HOSTILE).out,
            self.run_program("undo").out,
            self.run_program("redo").out,
            self.run_program("history").out,
            self.run_program("--json", "history").out,
        ]
        for text in outputs:
            self.assert_clean(text)

    def test_json__is_escaped_and_loses_nothing(self):
        self.load(HOSTILE)
        raw = self.run_program("--json", "participant", "show", "1")
        self.assert_clean(raw.out)
        note = "\x1b[2J\u009b31m\u202e\u200b\u0301x😀"
        self.run_program("participant", "edit", "1", "--note", note)
        self.assertEqual(self.json("participant", "show", "1")["note"], note)

    def test_calendar_files__stay_clean(self):
        self.load(HOSTILE)
        out = self.path("out")
        for meeting in ("1", "2", "3"):
            self.run_program("theme", "decide", meeting, HOSTILE)
        self.run_program("meeting", "cancel", "3", "--reason", HOSTILE)
        self.assert_clean(self.run_program("meeting", "export", "--all", "--out", out).out)
        self.run_program("meeting", "export", "--combined", "--out", out)
        self.assertEqual(len(os.listdir(out)), 4)
        for name in os.listdir(out):
            with self.subTest(name):
                self.assertRegex(name, r"\A[a-z0-9-]+\.ics\Z")
                self.check_calendar(os.path.join(out, name))

    def check_calendar(self, path):
        with open(path, "rb") as file:
            raw = file.read()
        for line in raw.split(b"\r\n"):
            self.assertLessEqual(len(line), 75)
            self.assertNotIn(b"\n", line)
            self.assertNotIn(b"\r", line)
            line.decode("utf-8")
        text = raw.decode("utf-8").replace("\r\n ", "").replace("\r\n", "\n")
        self.assert_clean(text)
        self.assertNotIn("\nBEGIN:VALARM", text)

    def test_arguments__are_named_without_harm(self):
        self.load("x")
        for arguments in (
            [HOSTILE],
            ["participant", HOSTILE],
            ["participant", "list", "--" + HOSTILE],
            ["participant", "list", "--sort", HOSTILE],
            ["participant", "list", "--limit", HOSTILE],
            ["participant", "list", "--filter", "status:" + HOSTILE],
            ["participant", "show", HOSTILE],
            ["participant", "edit", "1", "--email", HOSTILE],
            ["meeting", "edit", "1", "--date", HOSTILE],
            ["meeting", "edit", "1", "--start", HOSTILE],
            ["meeting", "edit", "1", "--duration-min", HOSTILE],
            ["meeting", "edit", "1", "--link", "https://" + HOSTILE],
            ["meeting", "export", HOSTILE, "--out", "-"],
            ["meeting", "state", "1", HOSTILE],
            ["history", "--entity", HOSTILE],
            ["history", "--entity", "meeting:" + HOSTILE],
            ["init", HOSTILE],
            ["--db", HOSTILE, "participant", "list"],
            ["--network", HOSTILE, "participant", "list"],
            ["--lang", HOSTILE, "participant", "list"],
            ["undo", HOSTILE],
        ):
            with self.subTest(arguments):
                self.check_refusal(arguments)

    def check_refusal(self, arguments):
        for code in (1, 64, 65, 66):
            try:
                self.refuse(*arguments, code=code)
                return
            except AssertionError as failure:
                if code == 66 or "!=" not in str(failure).splitlines()[0]:
                    raise

    def test_text_that_is_too_long__is_refused_with_its_place(self):
        network = example()
        for part, key, length in (
            ("participants", "note", NOTE_LIMIT),
            ("participants", "family_name", TEXT_LIMIT),
            ("meetings", "theme", TEXT_LIMIT),
            ("requests", "body", NOTE_LIMIT),
        ):
            with self.subTest(f"{part}.{key}"):
                network = example()
                network[part][0][key] = "å" * (1 << 19)
                path = self.write("long.json", json.dumps(network))
                error = self.refuse("init", path, code=BAD_DATA).err
                self.assertLess(len(error), 400)
                network[part][0][key] = "å" * (length // 2)
                path = self.write("fits.json", json.dumps(network))
                self.run_program("--db", self.path(f"{part}-{key}.db"), "init", path)
        self.assertFalse(os.path.exists(self.db))

    def test_longest_texts__are_cut_in_tables_and_whole_in_details(self):
        network = example()
        network["requests"][0]["subject"] = "å" * (TEXT_LIMIT // 2)
        network["requests"][0]["body"] = "ord " * (NOTE_LIMIT // 4)
        self.run_program("init", self.write("long.json", json.dumps(network)))
        lines = self.run_program("request", "list", "--all").out.splitlines()
        self.assertLess(max(map(len, lines)), 300)
        body = self.run_program("request", "show", "1").out
        self.assertEqual(body.split().count("ord"), NOTE_LIMIT // 4)

    def test_nul__does_not_get_in(self):
        network = example()
        network["participants"][0]["family_name"] = "Ahl\x00ström"
        path = self.write("nul.json", json.dumps(network))
        result = self.run_program("init", path)
        self.assert_clean(result.out)
        self.assertEqual(self.json("participant", "show", "1")["family_name"], "Ahlström")

    def test_bytes_that_are_no_text__are_refused(self):
        path = self.path("latin.json")
        with open(path, "wb") as file:
            file.write(json.dumps(example(), ensure_ascii=False).encode("latin-1", "replace"))
        self.refuse("init", path, code=BAD_DATA)


if __name__ == "__main__":
    main()
