#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""People's own data: needs, reveal, extract, erasure, retention, restore; proved on raw bytes."""

import json
import os
import shutil
import sqlite3
import stat
import unicodedata

from program import BAD_DATA, FAILED, NO_INPUT, USAGE, Case, main

ADDRESS = "zebulon.xanadu@example.org"
FORMER = "zebbe.former@example.org"
NAME = "Zebulon Xanadü"
PHONE = "070-999 88 77"
NEED = "nötallergi"


class Rights(Case):
    def run_words(self, *words, **options):
        return self.run_program(*words, **options).out.strip()

    def add_person(self, traces=True):
        """Someone with a history, requests, a need, and traces in what others have written."""
        number = self.run_words(
            "participant", "add", "--given-name", "Zebulon", "--family-name", "Xanadü",
            "--email", FORMER, "--phone", PHONE, "--organisation", "Lunds kommun",
        )  # fmt: skip
        self.run_words("participant", "edit", number, "--email", ADDRESS)
        self.run_words("participant", "admit", number)
        self.run_words(
            "request", "add", "--sender-name", NAME, "--sender-email", ADDRESS.upper(),
            "--subject", "Zebbes egen fråga", "--body", "Hej", "--participant-id", number,
        )  # fmt: skip
        self.need = self.run_words(
            "need", "add", number, "--meeting-id", "1", "--kind", "diet", "--text", NEED
        )
        if traces:
            self.add_traces()
        return number

    def add_traces(self):
        self.other = self.run_words(
            "request", "add", "--sender-name", "Annan Person", "--subject",
            f"Gäller {NAME}", "--body", f"Skriv till {ADDRESS.upper()} eller {PHONE}.",
        )  # fmt: skip
        self.run_words("participant", "edit", "1", "--note", f"Kollega till {NAME.upper()}")

    def files(self):
        """Every byte beside the database, by file."""
        for name in os.listdir(self.home):
            path = self.path(name)
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    yield name, file.read()

    def assert_no_byte(self, *words):
        for name, data in self.files():
            for word in words:
                for form in ("NFC", "NFD"):
                    for text in (word, word.upper(), word.lower()):
                        wanted = unicodedata.normalize(form, text).encode()
                        self.assertFalse(wanted in data, f"{text} in {name}")


class Needs(Rights):
    def test_need__is_in_no_list_and_no_history(self):
        number = self.add_person()
        for command in (
            ["participant", "list", "--all"],
            ["participant", "show", number],
            ["participant", "list", "--filter", NEED, "--all"],
            ["meeting", "show", "1"],
            ["request", "list", "--all"],
            ["history", "--limit", "500"],
            ["network", "export"],
            ["network", "show"],
            ["access", "list"],
        ):
            for form in ([], ["--json"]):
                result = self.run_program(*form, *command)
                self.assertNotIn(NEED, (result.out + result.err).lower(), command)

    def test_need_list__tells_and_is_logged(self):
        number = self.add_person()
        self.assertIn(NEED, self.run_words("need", "list", number))
        self.assertEqual(self.run_program("--json", "need", "list", number).json()[0]["text"], NEED)
        logged = self.run_program("--json", "access", "list").json()
        self.assertEqual(
            [(row["what"], row["participant_id"]) for row in logged],
            [("needs", int(number))] * 2,
        )

    def test_need__digital_meeting__is_refused(self):
        number = self.add_person()
        self.run_program(
            "need", "add", number, "--meeting-id", "2", "--kind", "diet", "--text", "vegan",
            code=FAILED,
        )  # fmt: skip

    def test_need__copied_elsewhere__is_refused(self):
        number = self.add_person()
        for option in ("--note", "--tags"):
            self.run_program("participant", "edit", number, option, f"Har {NEED}", code=FAILED)
        self.run_program("meeting", "edit", "1", "--note", f"En har {NEED}", code=FAILED)
        self.run_program("participant", "edit", "2", "--note", "äter glutenfritt")
        self.run_program(
            "need", "add", "2", "--meeting-id", "1", "--kind", "diet", "--text", "Glutenfritt",
            code=FAILED,
        )  # fmt: skip

    def test_catering__is_counts_only(self):
        self.add_person()
        for number, text in (("1", "vegetarian"), ("2", " Vegetarian ")):
            self.run_words(
                "need", "add", number, "--meeting-id", "1", "--kind", "diet", "--text", text
            )
        counted = self.run_program("--json", "meeting", "catering", "1").json()
        self.assertEqual(
            [(row["text"], row["count"]) for row in counted["needs"]],
            [("vegetarian", 2), (NEED, 1)],
        )
        self.assertEqual(counted["people"], 3)
        text = self.run_words("meeting", "catering", "1")
        for name in ("Zebulon", "Karin", "Per"):
            self.assertNotIn(name, text)
        told = self.run_program("--json", "disclosure", "list").json()
        self.assertEqual([row["what"] for row in told], ["caterer"] * 2)
        self.assertEqual({row["purpose"] for row in told}, {"catering"})

    def test_need__follows_its_meeting_and_is_undone(self):
        number = self.add_person()
        self.run_words("meeting", "edit", "1", "--date", "2023-10-02")
        row = self.run_program("--json", "need", "list", number).json()[0]
        self.assertEqual(row["delete_after"], "2023-10-09")
        self.run_words("need", "delete", self.need)
        self.assertEqual(self.run_program("--json", "need", "list", number).json(), [])
        # Looking is no change: what is undone is the deletion.
        self.run_words("undo")
        self.assertEqual(self.run_program("--json", "need", "list", number).json()[0]["text"], NEED)


class Reveal(Rights):
    def test_reveal__needs_a_reason_and_is_logged(self):
        number = self.add_person()
        self.run_program("participant", "reveal", number, "--reason", "x", code=FAILED)
        self.run_words("participant", "edit", number, "--protected", "true")
        self.run_program("participant", "reveal", number, code=BAD_DATA)
        self.assertEqual(self.run_program("--json", "access", "list").json(), [])
        told = self.run_words("participant", "reveal", number, "--reason", "Ska ringas upp")
        self.assertIn(ADDRESS, told)
        logged = self.run_program("--json", "access", "list").json()
        self.assertEqual(logged[0]["what"], "identity")
        self.assertEqual(logged[0]["reason"], "Ska ringas upp")
        self.assertNotIn("Zebulon", self.run_words("access", "list"))

    def test_protected__is_silent_in_every_new_output(self):
        number = self.add_person(traces=False)
        self.run_words("participant", "edit", number, "--protected", "true")
        self.run_words("case", "open", number, "extract")
        self.run_words("hold", "add", number, "--reason", "tvist", "--until", "2024-01-01")
        for command, code in (
            (["access", "list"], 0), (["disclosure", "list"], 0), (["case", "list", "--all"], 0),
            (["hold", "list"], 0), (["meeting", "catering", "1"], 0),
            (["retention", "--preview"], 0), (["participant", "erase", number, "--preview"], 0),
            (["participant", "erase", number, "--yes"], FAILED),
            (["participant", "extract", number, "--out", self.path("x")], USAGE),
            (["history", "--limit", "500"], 0), (["check"], 0),
        ):  # fmt: skip
            for form in ([], ["--json"]):
                result = self.run_program(*form, *command, code=code)
                for secret in ("zebulon", "xanadü", ADDRESS, FORMER, PHONE):
                    self.assertNotIn(secret, (result.out + result.err).lower(), command)


class Extract(Rights):
    def test_extract__tells_all_and_names_nobody_else(self):
        number = self.add_person()
        self.run_words(
            "request", "add", "--subject", "Vi två", "--body",
            "Jag och Karin Ahlström (karin.ahlstrom@lund.example) kommer.",
            "--participant-id", number,
        )  # fmt: skip
        for place in ("Hornsgatan 20", "Hornsgatan 22"):
            self.run_words("meeting", "edit", "1", "--address", place)
            self.run_words("meeting", "export", "1", "--out", self.path("ics"))
        out = self.path("out")
        told = self.run_program(
            "--json", "participant", "extract", number, "--out", out, "--received", "2023-08-31"
        ).json()
        self.assertEqual(told["due"], "2023-09-30")
        with open(told["text"], encoding="utf-8") as file:
            text = file.read()
        with open(told["json"], encoding="utf-8") as file:
            data = json.load(file)
        for wanted in (ADDRESS, FORMER, PHONE, "Zebbes egen fråga", NEED, "GDPR", "365"):
            self.assertIn(wanted, text)
        for stranger in ("Ahlström", "karin.ahlstrom@lund.example"):
            self.assertNotIn(stranger, text)
            self.assertNotIn(stranger, json.dumps(data, ensure_ascii=False))
        self.assertEqual(text.count("[another person]"), 2)
        self.assertEqual(data["participant"]["email"], ADDRESS)
        self.assertEqual(len(data["request"]), 2)
        self.assertEqual(data["special_need"][0]["text"], NEED)
        self.assertEqual([file["version"] for file in data["calendar_files"]], [0, 1])
        for path in (told["text"], told["json"]):
            self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(os.stat(out).st_mode), 0o700)
        case = self.run_program("--json", "case", "list", "--all").json()[0]
        self.assertEqual((case["kind"], case["status"]), ("extract", "delivered"))
        ledger = self.run_program("--json", "disclosure", "list").json()[0]
        self.assertEqual((ledger["what"], ledger["purpose"]), ("extract", "rights"))

    def test_extract__protected__has_their_own_data_for_a_reason(self):
        number = self.add_person()
        self.run_words("participant", "edit", number, "--protected", "true")
        out = self.path("out")
        self.run_words("participant", "extract", number, "--out", out, "--reason", "Begärt")
        with open(os.path.join(out, f"extract-{number}.txt"), encoding="utf-8") as file:
            self.assertIn(ADDRESS, file.read())
        self.assertEqual(
            self.run_program("--json", "access", "list").json()[-1]["what"], "extract"
        )

    def test_case__due_a_month_later_and_closed_with_a_reason(self):
        number = self.add_person()
        self.run_words("case", "open", number, "extract", "--received", "2023-09-01")
        case = self.run_program("--json", "case", "list").json()[0]
        self.assertEqual(case["due_on"], "2023-10-01")
        self.run_program("case", "close", "1", "refused", code=BAD_DATA)
        self.run_words("case", "close", "1", "refused", "--reason", "Fel person")
        self.assertEqual(self.run_program("--json", "case", "list").json(), [])


class Erase(Rights):
    def test_erase__without_yes__changes_nothing(self):
        number = self.add_person()
        before = self.run_words("network", "export")
        self.run_program("participant", "erase", number, code=USAGE)
        self.run_program("participant", "erase", number, "--preview")
        self.assertEqual(self.run_words("network", "export"), before)

    def test_erase__no_byte_is_left(self):
        number = self.add_person()
        uid = self.run_program("--json", "participant", "show", number).json()["uid"]
        told = self.run_program("--json", "participant", "erase", number, "--yes").json()
        self.assertEqual((told["traces"], told["cleaned"]), (0, True))
        self.assert_no_byte(ADDRESS, FORMER, NAME, PHONE, NEED, uid, "Zebbes egen fråga")
        self.run_program("participant", "show", number, code=FAILED)
        self.run_program("check")

    def test_erase__others_keep_their_texts_without_the_words(self):
        number = self.add_person()
        self.run_words("participant", "erase", number, "--yes")
        letter = self.run_program("--json", "request", "show", self.other).json()
        self.assertEqual(letter["subject"], "Gäller [erased]")
        self.assertEqual(letter["body"], "Skriv till [erased] eller [erased].")
        note = self.run_program("--json", "participant", "show", "1").json()["note"]
        self.assertEqual(note, "Kollega till [erased]")
        # A letter that has been changed since can still be undone and redone.
        self.run_program("check")

    def test_erase__minutes_of_the_day_and_their_history(self):
        self.run_program("participant", "edit", "2", "--given-name", "Elenora",
                         "--family-name", "Quzzwick")
        self.run_program("meeting", "minutes", "1", "--set", self.write(
            "m.txt", "# Dagen\nElenora Quzzwick var med.\nBESLUT: Elenora\nQuzzwick skriver.\n"))
        self.run_words("participant", "erase", "2", "--yes")
        text = self.run_program("meeting", "minutes", "1").out.rstrip() + "\n"
        self.assertEqual(text, "# Dagen\n[erased] var med.\nBESLUT: [erased] skriver.\n")
        self.assertNotIn("Quzzwick", self.run_program("history").out)
        with open(self.db, "rb") as file:
            self.assertNotIn(b"Quzzwick", file.read())
        self.run_program("check")

    def test_erase__cannot_be_undone(self):
        number = self.add_person()
        self.run_words("participant", "erase", number, "--yes")
        self.run_program("undo", "99", code=FAILED)
        self.run_program("participant", "show", number, code=FAILED)
        self.assert_no_byte(ADDRESS, NAME)

    def test_erase__copies_beside_the_database_that_hold_them__are_removed(self):
        number = self.add_person()
        held, free = self.db + ".before-7", self.db + ".before-8"
        self.run_words("backup", held)
        shutil.copy(Case.example, free)
        told = self.run_program("--json", "participant", "erase", number, "--yes").json()
        self.assertEqual([os.path.basename(name) for name in told["copies"]], ["n.db.before-7"])
        self.assertFalse(os.path.exists(held))
        self.assertTrue(os.path.exists(free))

    def test_erase__held__is_refused_and_named(self):
        number = self.add_person()
        hold = self.run_words("hold", "add", number, "--reason", "tvist", "--until", "2024-01-01")
        result = self.run_program("participant", "erase", number, "--yes", code=FAILED)
        self.assertIn("tvist", result.err)
        self.run_words("hold", "release", hold)
        self.run_words("participant", "erase", number, "--yes")

    def test_erase__reader_in_the_way__is_cleaned_at_the_next_start(self):
        number = self.add_person()
        reader = sqlite3.connect(self.db)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM participant").fetchone()
        told = self.run_program("--json", "participant", "erase", number, "--yes").json()
        self.assertFalse(told["cleaned"])
        self.run_program("participant", "show", number, code=FAILED)
        self.assertEqual(self.findings(), ["29"])
        reader.close()
        self.run_program("check")
        self.assert_no_byte(ADDRESS, NAME)

    def findings(self):
        result = self.run_program("--json", "check", code=BAD_DATA).json()
        return [finding["rule"] for finding in result["findings"]]


class Invoice(Rights):
    """Bookkeeping law keeps what has been invoiced, without the person."""

    def export(self):
        number = self.add_person(traces=False)
        self.run_words(
            "participant", "edit", number, "--organisation-number", "212000-1132",
            "--buyer-reference", "ZZ-4711",
        )  # fmt: skip
        self.run_words("network", "edit", "--vat", "none")
        self.run_words("invoice", "export", "--out", self.path("inv"), "--yes")
        return number

    def totals(self):
        batches = self.run_program("--json", "invoice", "batches").json()
        return [(batch["items"], batch["total"]) for batch in batches]

    def test_erase__keeps_the_exported_item_without_the_person(self):
        number = self.export()
        before = self.totals()
        told = self.run_program("--json", "participant", "erase", number, "--preview").json()
        self.assertEqual(told["kept"], {"invoice_item": 1})
        text = self.run_words("participant", "erase", number, "--preview")
        self.assertIn("bookkeeping", text)
        self.run_words("participant", "erase", number, "--yes")
        self.assertEqual(self.totals(), before)
        self.assert_no_byte(ADDRESS, FORMER, PHONE, NEED)
        items = self.run_program("--json", "invoice", "list", "--all").json()
        self.assertIn("ZZ-4711", json.dumps(items))
        self.run_program("check")

    def test_retention__disposes_of_the_batch_after_seven_years(self):
        self.export()
        for day, due in (("2030-12-30", 0), ("2031-12-31", 1)):
            told = self.run_program("--json", "retention", "--preview", "--on", day).json()
            classes = {row["class"]: row["due"] for row in told["classes"]}
            self.assertEqual(classes["invoice"] > 0, due > 0, day)
        self.run_program(
            "retention", "--run", "--yes", env={"TRAFFPUNKT_NOW": "2031-12-31T08:30"}
        )
        self.assert_no_byte("ZZ-4711", ADDRESS)
        self.run_program("check")


class Retention(Rights):
    def due(self, day):
        told = self.run_program("--json", "retention", "--preview", "--on", day).json()
        return {row["class"]: (row["due"], row["held"]) for row in told["classes"]}

    def run_at(self, day, *words, **options):
        return self.run_program(*words, env={"TRAFFPUNKT_NOW": day + "T08:30"}, **options)

    def test_needs__go_seven_days_after_the_meeting(self):
        self.add_person()
        self.assertEqual(self.due("2023-10-02")["need"], (0, 0))
        self.assertEqual(self.due("2023-10-03")["need"], (1, 0))
        self.run_at("2023-10-03", "retention", "--run", code=USAGE)
        ran = self.run_at("2023-10-03", "--json", "retention", "--run", "--yes").json()
        self.assertEqual(ran["due"], 1)
        self.assert_no_byte(NEED)
        self.run_program("check")

    def test_preview_of_a_day__is_the_run_of_that_day(self):
        self.add_person()
        for day in ("2023-10-03", "2024-03-01", "2025-09-01"):
            foreseen = self.run_program("--json", "retention", "--preview", "--on", day).json()
            ran = self.run_at(day, "--json", "retention", "--run", "--yes").json()
            for row, done in zip(foreseen["classes"], ran["classes"]):
                self.assertEqual((row["class"], row["due"]), (done["class"], done["due"]), day)

    def test_profiles__go_a_year_after_the_network(self):
        self.add_person()
        people = len(self.run_program("--json", "participant", "list", "--all").json())
        self.assertEqual(self.due("2025-08-01")["profile"], (0, 0))
        self.assertEqual(self.due("2025-10-01")["profile"][0], people)
        self.run_at("2025-10-01", "retention", "--run", "--yes")
        self.assertEqual(self.run_program("--json", "participant", "list", "--all").json(), [])
        self.assert_no_byte(ADDRESS, FORMER, NAME, "karin.ahlstrom@lund.example")
        protocol = self.run_program("--json", "retention", "--protocol").json()
        self.assertIn(("profile", people), [(row["class"], row["removed"]) for row in protocol])
        self.run_program("check")

    def test_spam_and_closed_requests__go_in_time(self):
        self.run_words("request", "add", "--subject", "Billiga klockor xyzzy", "--body", "Köp nu")
        spam = str(self.run_program("--json", "request", "list").json()[-1]["id"])
        spam = next(
            str(row["id"])
            for row in self.run_program("--json", "request", "list").json()
            if "xyzzy" in row["subject"]
        )
        self.run_words("request", "spam", spam, "--reason", "skräp")
        before = self.due("2023-10-18")["spam"][0]
        self.assertEqual(self.due("2023-10-19")["spam"][0], before + 1)
        self.run_at("2023-10-19", "retention", "--run", "--yes")
        self.assert_no_byte("Billiga klockor xyzzy")

    def test_what_was_deleted_by_hand__leaves_the_journal_in_time(self):
        number = self.add_person(traces=False)
        self.run_words("need", "delete", self.need)
        other = self.run_words(
            "participant", "add", "--family-name", "Ångrad", "--email", "angrad@bort.example"
        )
        self.run_words("undo")
        self.run_program("participant", "show", other, code=FAILED)
        self.assertEqual(self.due("2023-09-25")["need"], (0, 0))
        self.assertEqual(self.due("2023-09-26")["need"], (1, 0))
        self.run_at("2024-07-20", "retention", "--run", "--yes")
        self.assert_no_byte(NEED)
        self.run_program("participant", "show", number)
        self.run_at("2024-09-20", "retention", "--run", "--yes")
        self.assert_no_byte("angrad@bort.example")
        self.run_program("check")

    def test_hold_and_open_case__are_honoured_and_shown(self):
        number = self.add_person()
        self.run_words(
            "hold", "add", number, "--class", "need", "--reason", "tvist", "--until", "2023-12-01"
        )
        self.assertEqual(self.due("2023-10-03")["need"], (0, 1))
        self.assertEqual(self.due("2023-12-02")["need"], (1, 0))
        self.run_words("hold", "release", "1")
        self.run_words("case", "open", number, "extract")
        self.assertEqual(self.due("2023-10-03")["need"], (0, 1))
        self.run_at("2025-10-01", "retention", "--run", "--yes")
        self.assertEqual(
            [row["id"] for row in self.run_program("--json", "participant", "list").json()],
            [int(number)],
        )

    def test_days__are_set(self):
        self.add_person()
        self.run_words("retention", "--set", "need=14")
        self.assertEqual(self.due("2023-10-03")["need"], (0, 0))
        self.run_program("retention", "--set", "need=-1", code=BAD_DATA)
        self.run_program("retention", "--set", "everything=1", code=USAGE)


class Restore(Rights):
    def test_restore__the_erased_stay_erased(self):
        number = self.add_person()
        backup = self.path("backup.db")
        self.run_words("backup", backup)
        self.run_words("participant", "erase", number, "--yes")
        self.run_program("restore", backup, code=USAGE)
        told = self.run_program("--json", "restore", backup, "--yes").json()
        self.assertEqual(told["erased_again"], 1)
        self.run_program("participant", "show", number, code=FAILED)
        os.remove(backup)
        self.assert_no_byte(ADDRESS, FORMER, NAME, PHONE)
        self.run_program("check")
        self.assertEqual(stat.S_IMODE(os.stat(self.db).st_mode), 0o600)

    def test_restore__address_signed_up_anew__is_kept(self):
        number = self.add_person()
        self.run_words("participant", "erase", number, "--yes")
        self.run_program(
            "participant", "add", "--given-name", "Zebulon", "--family-name", "Xanadü",
            "--email", ADDRESS, env={"TRAFFPUNKT_NOW": "2023-09-20T08:30"},
        )  # fmt: skip
        backup = self.path("backup.db")
        self.run_words("backup", backup)
        self.assertEqual(
            self.run_program("--json", "restore", backup, "--yes").json()["erased_again"], 0
        )
        self.assertIn(ADDRESS, self.run_words("participant", "list"))

    def test_restore__keeps_what_was_there_and_tells_the_difference(self):
        backup = self.path("backup.db")
        self.run_words("backup", backup)
        self.add_person()
        told = self.run_program("--json", "restore", backup, "--yes").json()
        counts = told["counts"]["participant"]
        self.assertEqual(counts["before"] - counts["after"], 1)
        with open(self.db + ".before-restore", "rb") as file:
            self.assertIn(ADDRESS.encode(), file.read())

    def test_restore__what_is_no_backup__is_refused_and_nothing_changes(self):
        with open(self.db, "rb") as file:
            before = file.read()
        text, foreign, newer = self.path("text"), self.path("foreign.db"), self.path("newer.db")
        with open(text, "w", encoding="utf-8") as file:
            file.write("This is no database.\n" * 100)
        connection = sqlite3.connect(foreign)
        connection.execute("CREATE TABLE t (a)")
        connection.close()
        shutil.copy(self.db, newer)
        connection = sqlite3.connect(newer)
        connection.execute("PRAGMA user_version = 9999")
        connection.close()
        for path in (text, foreign, newer):
            self.run_program("restore", path, "--yes", code=BAD_DATA)
        self.run_program("restore", self.path("nothing"), "--yes", code=NO_INPUT)
        self.run_program("restore", self.db, "--yes", code=USAGE)
        with open(self.db, "rb") as file:
            self.assertEqual(file.read(), before)
        left = [name for name in os.listdir(self.home) if name.startswith("n.db.")]
        self.assertEqual([name for name in left if not name.endswith(("-wal", "-shm"))], [])

    def test_restore__open_elsewhere__is_refused(self):
        backup = self.path("backup.db")
        self.run_words("backup", backup)
        other = sqlite3.connect(self.db)
        other.execute("SELECT count(*) FROM participant").fetchone()
        result = self.run_program("restore", backup, "--yes", code=75)
        self.assertIn("open", result.err)
        other.close()


class Mask(Rights):
    def test_personal_number__is_masked_and_told(self):
        result = self.run_program(
            "participant", "add", "--family-name", "Nord", "--note", "Ringde: 19121212-1212"
        )
        self.assertIn("masked", result.err)
        note = self.run_program("--json", "participant", "show", result.out.strip()).json()["note"]
        self.assertEqual(note, "Ringde: 121212-****")
        result = self.run_program(
            "request", "add", "--subject", "Hej", "--body", "Mitt nummer är 121272-1219"
        )
        self.assertIn("masked", result.err)
        self.assert_no_byte("1212-1212", "121272-1219")
        self.assertEqual(
            self.run_program("participant", "add", "--family-name", "N", "--note", "x").err, ""
        )


main()
