#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calendar files from the command line: which are written, which version, and which are refused."""

import os
import stat

from program import BAD_DATA, CANNOT_CREATE, FAILED, NO_PERMISSION, USAGE, Case, main

FIRST = "traff-2023-09-26-fysisk.ics"
SECOND = "traff-2023-10-17-digital.ics"
THIRD = "traff-2023-11-14-digital.ics"


def properties(raw):
    """The lines of a calendar file, unfolded, as (name with parameters, value)."""
    text = raw.decode("utf-8").replace("\r\n ", "")
    return [tuple(line.split(":", 1)) for line in text.split("\r\n") if line]


def value(raw, name):
    found = [value for key, value in properties(raw) if key.split(";")[0] == name]
    return found[0] if found else None


class Export(Case):
    def setUp(self):
        super().setUp()
        self.out = self.path("out")

    def export(self, *arguments, **options):
        return self.run_program("meeting", "export", *arguments, "--out", self.out, **options)

    def read(self, name):
        with open(os.path.join(self.out, name), "rb") as file:
            return file.read()

    def files(self):
        return sorted(os.listdir(self.out)) if os.path.isdir(self.out) else []

    def test_one__is_a_private_file(self):
        result = self.export("2")
        self.assertIn(SECOND, result.out)
        self.assertEqual(self.files(), [SECOND])
        path = os.path.join(self.out, SECOND)
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(os.stat(self.out).st_mode), 0o700)

    def test_undated__is_refused_and_leaves_no_file(self):
        for meeting in ("4", "5", "6"):
            self.refuse("meeting", "export", meeting, "--out", self.out, code=BAD_DATA)
        self.assertEqual(self.files(), [])
        self.refuse("meeting", "export", "4", "--out", "-", code=BAD_DATA)

    def test_all__writes_the_dated_and_reports_the_rest(self):
        result = self.export("--all")
        self.assertEqual(self.files(), [FIRST, SECOND, THIRD])
        self.assertEqual(len(result.out.splitlines()), 3)
        self.assertEqual(len(result.err.splitlines()), 3)
        answer = self.json("meeting", "export", "--all", "--out", self.out)
        self.assertEqual([at["meeting_id"] for at in answer["files"]], [1, 2, 3])
        self.assertEqual([at["new"] for at in answer["files"]], [False] * 3)
        self.assertEqual([at["meeting_id"] for at in answer["skipped"]], [4, 5, 6])
        self.assertTrue(all(at["reason"] for at in answer["skipped"]))

    def test_named_and_undated__are_reported_and_not_a_success(self):
        result = self.export("2", "4", code=BAD_DATA)
        self.assertIn("No file for 4", result.err)
        self.assertEqual(self.files(), [SECOND])

    def test_again__is_the_same_byte_for_byte(self):
        self.export("--all")
        before = [self.read(name) for name in self.files()]
        later = {"TRAFFPUNKT_NOW": "2023-09-25T17:00"}
        self.export("--all", env=later)
        self.assertEqual([self.read(name) for name in self.files()], before)
        stdout = self.run_program("meeting", "export", "2", "--out", "-", env=later).raw
        self.assertEqual(stdout, before[1])

    def test_day_then_time_then_cancelled_then_undone__is_one_event_in_versions(self):
        self.export("2")
        whole_day = self.read(SECOND)
        self.assertEqual(value(whole_day, "SEQUENCE"), "0")
        self.assertEqual(value(whole_day, "DTSTART"), "20231017")
        self.assertEqual(value(whole_day, "STATUS"), "TENTATIVE")
        self.assertNotIn(b"VTIMEZONE", whole_day)
        self.run_program("meeting", "edit", "2", "--start", "10-12")
        self.assertEqual(self.json("meeting", "show", "2")["file"], "stale")
        self.export("2")
        timed = self.read(SECOND)
        self.assertEqual(value(timed, "UID"), value(whole_day, "UID"))
        self.assertEqual(value(timed, "SEQUENCE"), "1")
        self.assertIn(("DTSTART;TZID=Europe/Stockholm", "20231017T100000"), properties(timed))
        self.assertIn(("DTEND;TZID=Europe/Stockholm", "20231017T120000"), properties(timed))
        self.assertEqual(self.json("meeting", "show", "2")["sequence"], 1)
        self.run_program("meeting", "cancel", "2", "--reason", "sjukdom")
        self.export("2")
        cancelled = self.read(SECOND)
        self.assertEqual(value(cancelled, "SEQUENCE"), "2")
        self.assertEqual(value(cancelled, "STATUS"), "CANCELLED")
        self.assertTrue(value(cancelled, "SUMMARY").startswith("INSTÄLLD: "))
        self.run_program("undo")
        self.export("2")
        back = self.read(SECOND)
        self.assertEqual(value(back, "SEQUENCE"), "3")
        self.assertEqual(value(back, "SUMMARY"), value(timed, "SUMMARY"))
        self.assertEqual({value(at, "UID") for at in (whole_day, timed, cancelled, back)},
                         {value(back, "UID")})  # fmt: skip
        stamps = [value(at, "LAST-MODIFIED") for at in (whole_day, timed, cancelled, back)]
        self.assertEqual(sorted(set(stamps)), stamps)

    def test_version__is_recorded_in_the_history(self):
        self.export("2")
        self.assertIn(SECOND, self.json("history", "--limit", "1")[0]["title"])

    def test_plain_file__has_no_method_and_no_people(self):
        self.export("--all")
        for name in self.files():
            raw = self.read(name)
            for absent in ("METHOD", "ORGANIZER", "ATTENDEE", "VALARM"):
                self.assertIsNone(value(raw, absent))
            for participant in self.json("participant", "list", "--all"):
                for key in ("family_name", "email"):
                    if participant[key]:
                        self.assertNotIn(participant[key].encode(), raw)

    def test_method__needs_an_organizer(self):
        self.run_program("meeting", "cancel", "3", "--reason", "sjukdom")
        self.refuse("meeting", "export", "2", "--method", "publish", "--out", self.out, code=USAGE)
        self.refuse("meeting", "export", "3", "--method", "cancel", "--out", self.out, code=USAGE)
        self.assertEqual(self.files(), [])
        self.write(
            "config/traffpunkt/config.ini",
            "[organizer]\nmailbox = natverk@example.se\nname = Nätverket\n",
        )
        for meeting, method in (("2", "publish"), ("3", "cancel")):
            raw = self.run_program(
                "meeting", "export", meeting, "--method", method, "--out", "-"
            ).raw
            self.assertEqual(value(raw, "METHOD"), method.upper())
            self.assertIn("natverk@example.se", value(raw, "ORGANIZER"))

    def test_combined__is_one_file_in_order(self):
        raw = self.run_program("meeting", "export", "--combined", "--out", "-").raw
        starts = [at[1] for at in properties(raw) if at[0].startswith("DTSTART;VALUE")]
        self.assertEqual(starts, ["20230926", "20231017", "20231114"])
        self.assertEqual(raw.count(b"BEGIN:VEVENT"), 3)
        result = self.export("--combined")
        self.assertEqual(len(self.files()), 1)
        self.assertIn(self.files()[0], result.out)
        self.assertEqual(self.json("meeting", "show", "1")["sequence"], 0)

    def test_file_of_someone_else__is_not_written_over(self):
        os.mkdir(self.out)
        path = os.path.join(self.out, SECOND)
        with open(path, "w", encoding="utf-8") as file:
            file.write("not ours")
        self.refuse("meeting", "export", "2", "--out", self.out, code=CANNOT_CREATE)
        self.assertEqual(self.read(SECOND), b"not ours")
        self.assertIsNone(self.json("meeting", "show", "2")["sequence"])
        self.export("2", "--force")
        self.assertIn(b"BEGIN:VCALENDAR", self.read(SECOND))

    def test_order__must_be_clear(self):
        for arguments in (
            ["2"],
            ["--out", self.out],
            ["--out", ""],
            ["2", "--all", "--out", self.out],
            ["--all", "--out", "-"],
            ["1", "2", "--out", "-"],
            ["--combined", "--method", "publish", "--out", "-"],
            ["2", "--method", "request", "--out", "-"],
        ):
            with self.subTest(arguments):
                self.refuse("meeting", "export", *arguments, code=USAGE)
        self.refuse("meeting", "export", "999", "--out", self.out, code=FAILED)
        self.assertEqual(self.files(), [])

    def test_json_to_standard_output__is_one_document(self):
        answer = self.json("meeting", "export", "2", "--out", "-")
        self.assertIsNone(answer["files"][0]["path"])
        self.assertIn("BEGIN:VCALENDAR", answer["files"][0]["text"])

    def test_combined__is_allowed_read_only(self):
        """What is out already may be written again; a new version needs the ledger."""
        self.refuse("--readonly", "meeting", "export", "--combined", "--out", "-",
                    code=NO_PERMISSION)
        self.run_program("meeting", "export", "--combined", "--out", "-")
        self.run_program("--readonly", "meeting", "export", "--combined", "--out", "-")


if __name__ == "__main__":
    main()
