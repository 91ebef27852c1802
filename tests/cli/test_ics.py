#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The doctor of calendar files on the command line."""

import os

from program import BAD_DATA, NO_INPUT, SOURCE_ROOT, USAGE, Case, main

BROKEN = os.path.join(SOURCE_ROOT, "tests", "screens", "trasig.ics")


class Ics(Case):
    def test_broken__all_is_named(self):
        told = self.run_program("ics", BROKEN, "--json").json()
        self.assertEqual(told["method"], "PUBLISH")
        self.assertEqual(
            {at["rule"] for at in told["findings"]},
            {
                "calendar-name",
                "no-dtstamp",
                "no-organizer",
                "undeclared-zone",
                "floating-end",
                "unescaped-comma",
                "late-method",
            },
        )
        lines = {at["rule"]: at["line"] for at in told["findings"]}
        self.assertEqual(lines["late-method"], 13)
        self.assertEqual(told["events"][0]["meeting_id"], 1)
        self.assertEqual(told["events"][0]["version"], "unsent")

    def test_ours__which_version_and_what_has_changed(self):
        self.run_program("meeting", "edit", "1", "--start", "10-12")
        self.run_program("meeting", "export", "1", "--out", self.path("out"))
        (name,) = os.listdir(self.path("out"))
        path = self.path("out", name)
        event = self.json("ics", path)["events"][0]
        self.assertEqual((event["version"], event["changes"]), ("current", []))
        self.assertEqual(event["starts_at"], "2023-09-26T10:00:00+02:00")
        out = self.run_program("ics", path).out
        self.assertIn("Nothing is wrong with the file.", out)
        old = self.path("old.ics")
        os.rename(path, old)
        self.run_program("meeting", "edit", "1", "--start", "9:00")
        self.run_program("meeting", "export", "1", "--out", self.path("out"))
        event = self.json("ics", old)["events"][0]
        self.assertEqual((event["version"], event["newest_sequence"]), ("old", 1))
        self.assertEqual([at["field"] for at in event["changes"]], ["start"])
        out = self.run_program("ics", old).out
        self.assertIn("the newest is 1", out)
        self.assertIn("Start: Tue 26 Sep 2023 10:00 → Tue 26 Sep 2023 09:00", out)

    def test_our_cancellation__nothing_is_wrong_and_all_in_words(self):
        self.write("config/traffpunkt/config.ini", "[organizer]\nmailbox = natverk@skr.example\n")
        self.run_program("meeting", "edit", "2", "--start", "10:00", "--end", "12:00")
        before = self.publish("before")
        self.run_program("meeting", "cancel", "2", "--reason", "sjuk")
        after = self.publish("after")
        for path, said in ((before, "Status: preliminär → inställd"),
                           (after, "Metod: CANCEL (tar bort händelsen ur kalendern)")):
            text = self.run_program("--lang", "sv", "ics", path).out
            self.assertIn(said, text)
            self.assertIn("Det är inget fel på filen.", text)
            self.assertNotIn("CANCELLED", text)
        self.assertNotIn("Ändrat sedan", text)

    def publish(self, folder):
        self.run_program("meeting", "publish", "2", "--no-mail", "--out", self.path(folder))
        name, = os.listdir(self.path(folder))
        return self.path(folder, name)

    def test_without_database__it_is_explained_all_the_same(self):
        out = self.run_program("--db", self.path("no.db"), "ics", BROKEN).out
        self.assertIn("Line 13, wrong: METHOD stands after the events", out)
        self.assertNotIn("Which version", out)

    def test_swedish__in_plain_words(self):
        out = self.run_program("--lang", "sv", "ics", BROKEN).out
        self.assertIn("Händelsen saknar DTSTAMP", out)

    def test_what_is_none__is_refused(self):
        self.refuse("ics", self.write("x.ics", "Hej!\n"), code=BAD_DATA)
        with open(self.path("16.ics"), "wb") as file:
            file.write("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".encode("utf-16"))
        told = self.refuse("ics", self.path("16.ics"), code=BAD_DATA).err
        self.assertIn("UTF-8", told)
        mail = self.write("x.eml", "From: a@b.example\nMIME-Version: 1.0\n\nQkVHSU4=\n")
        self.assertIn("mail", self.refuse("ics", mail, code=BAD_DATA).err)
        self.refuse("ics", self.path("no.ics"), code=NO_INPUT)
        self.run_program("ics", code=USAGE)

    def test_hostile_text__is_neutralised(self):
        path = self.write(
            "x.ics",
            "BEGIN:VCALENDAR\nPRODID:\x1b]0;x\x07\nBEGIN:VEVENT\nSUMMARY:a\x1b[2Jb\n"
            "DTSTART;TZID=\x1b[31m:20230926T100000\nEND:VEVENT\n",
        )
        self.assert_clean(self.run_program("ics", path).out)


if __name__ == "__main__":
    main()
