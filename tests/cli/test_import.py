# SPDX-License-Identifier: GPL-3.0-or-later
"""Sign-ups from files in every dialect: preview, import, undo, and what is refused."""

import contextlib
import os
import random
import sqlite3
import subprocess

import program
from program import BAD_DATA, FAILED, NO_INPUT, NO_PERMISSION, USAGE, Case
from signups import HEADER, ROWS, dialects, text_of

BUSY = 75
# What two imports of the same rows cannot have in common.
PRIVATE = {"id", "uid", "received_at", "created_at", "updated_at"}
JOURNAL = {"action", "action_row", "sealed_value", "sqlite_sequence"}


def tables(path):
    """Every row of every table beside the journal. The version counts changes, also undone ones."""
    database = sqlite3.connect(path)
    names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    content = {}
    for name in sorted(set(names) - JOURNAL):
        rows = database.execute(f'SELECT * FROM "{name}"')
        kept = [i for i, column in enumerate(rows.description) if column[0] != "version"]
        content[name] = sorted(([row[i] for i in kept] for row in rows), key=repr)
    database.close()
    return content


class ImportCase(Case):
    @contextlib.contextmanager
    def about(self, what):
        """A failure says which of many it is about."""
        try:
            yield
        except AssertionError as error:
            raise AssertionError(f"{what}: {error}") from error

    def file(self, data, name="anmalan.csv"):
        path = self.path(name)
        with open(path, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
        return path

    def f1(self, **options):
        return self.file(text_of([HEADER, *ROWS], **options).encode("cp1252"))

    def imported(self):
        """The participants that came by file, without what differs from import to import."""
        people = self.json("participant", "list", "--all", "--limit", "9999")
        return [
            {key: value for key, value in person.items() if key not in PRIVATE}
            for person in people
            if person["channel"] == "csv"
        ]


class Dialects(ImportCase):
    def test_every_dialect_is_the_same_import(self):
        expected = None
        for name, data, (encoding, delimiter, line_end) in dialects([HEADER, *ROWS]):
            with self.about(name):
                path = self.file(data)
                told = self.json("participant", "import", path)
                self.assertEqual(told["dialect"]["encoding"], encoding)
                self.assertEqual(told["dialect"]["delimiter"], delimiter)
                self.assertEqual(told["dialect"]["line_end"], line_end)
                self.assertEqual(told["dialect"]["sep_line"], name.startswith("sep"))
                if told.pop("dialect")["sep_line"]:
                    for row in told["duplicates"] + told["warnings"]:
                        for key in {"line", "other_line"} & set(row):
                            row[key] -= 1
                self.run_program("participant", "import", path, "--yes", "--organisation",
                    "Örebro=1880", "--probable", "merge")
                people = self.imported()
                self.run_program("undo")
                self.assertEqual(self.imported(), [])
                if expected is None:
                    expected = (told, people)
                    self.assertEqual(len(people), 12)
                self.assertEqual((told, people), expected)

    def test_the_scenario(self):
        path = self.f1()
        before = tables(self.db)
        told = self.json("participant", "import", path)
        self.assertEqual(tables(self.db), before)
        self.assertEqual(
            {key: told[key] for key in ("rows", "new", "exact_duplicates", "probable_duplicates",
                "outside_target_group", "rejected", "without_reference", "written", "added")},
            {"rows": 14, "new": 11, "exact_duplicates": 1, "probable_duplicates": 1,
                "outside_target_group": 1, "rejected": 0, "without_reference": 5,
                "written": False, "added": 0})
        self.assertEqual([warning["text"] for warning in told["warnings"]],
            ["a personal number has been masked: none is kept here",
                "the check digit should be 2: left out, see the note"])
        self.assertEqual([(question["text"], [one["code"] for one in question["candidates"]])
            for question in told["questions"]], [("Örebro", ["1880", "18"])])
        done = self.json("participant", "import", path, "--yes", "--probable", "merge",
            "--organisation", "Örebro=1880")
        self.assertEqual((done["written"], done["added"], done["merged"]), (True, 12, 1))
        people = {person["family_name"]: person for person in self.imported()}
        self.assertEqual(len(people), 12)
        self.assertEqual([name for name, person in people.items()
            if person["status"] != "received"], ["Konsultsson"])
        self.assertEqual(people["Konsultsson"]["status"], "review")
        self.assertEqual(people["Ängström"]["buyer_reference"], "GBG-77")
        self.assertEqual(people["Berg"]["organisation_code"], "0305")
        self.assertEqual(people["Dahl"]["organisation_code"], "0643")
        self.assertEqual(people["Dahl"]["buyer_reference"], "=M-4711")
        self.assertEqual(people["Öberg"]["buyer_reference"], "REF10001")
        self.assertEqual(people["Wallin"]["buyer_reference"], "007001")
        self.assertIsNone(people["Lindqvist"]["organisation_number"])
        self.assertEqual(people["Lindqvist"]["note"],
            "Organisation number as written: 212000-0143")
        self.assertEqual(people["Ekdahl"]["note"], "Mitt nummer är 121212-****")
        self.assertEqual(people["Ek"]["list_consent"], "nobody")
        self.assertNotIn(b"19121212-1212", self.database_bytes())
        self.run_program("undo")
        after = tables(self.db)
        self.assertEqual(after, before)
        self.run_program("redo")
        self.assertEqual(len(self.imported()), 12)

    def database_bytes(self):
        data = b""
        for name in os.listdir(self.home):
            if name.startswith("n.db"):
                with open(self.path(name), "rb") as file:
                    data += file.read()
        return data

    def test_the_preview_is_for_people(self):
        told = self.run_program("participant", "import", self.f1()).out
        self.assertIn("anmalan.csv: Windows-1252 · semicolon · CRLF · 14 rows · 11 columns", told)
        self.assertIn("Öberg, Åsa", told)
        self.assertIn("11 new · 1 there already · 1 probable duplicate · 1 outside the target group"
            " · 1 question · 2 warnings · 5 without an invoice reference", told)
        self.assertIn("Line 9, Bjorn Angstrom may be the same person as line 3:", told)
        self.assertIn("Which one is “Örebro”? Örebro kommun (1880), Region Örebro län (18)", told)
        self.assertIn("Line 11, Org.nr: the check digit should be 2: left out, see the note"
            " (212000-0143)", told)
        self.assertTrue(told.endswith("Nothing has been written: --yes imports.\n"))
        swedish = self.run_program("--lang", "sv", "participant", "import", self.f1()).out
        self.assertIn("14 ", swedish)

    def test_columns_in_any_order_in_english(self):
        rows = [["Comments", "E-mail", "Organisation", "Last name", "First name", "Shoe size"],
            ["hej", "a@ale.example", "Ale kommun", "Berg", "Anna", "39"]]
        told = self.json("participant", "import", self.file(text_of(rows, ",")), "--yes")
        self.assertEqual([(column["title"], column["key"]) for column in told["columns"]][-2:],
            [("First name", "given_name"), ("Shoe size", None)])
        person = self.imported()[0]
        self.assertEqual((person["given_name"], person["note"]), ("Anna", "hej"))
        told = self.run_program("participant", "import", self.file(text_of(rows, ",")))
        self.assertIn("Left out: Shoe size", told.out)


class Columns(ImportCase):
    def test_a_missing_column_stops_by_name(self):
        path = self.file("Namn;Kontakt\nAnna Berg;a@ale.example\n")
        result = self.refuse("participant", "import", path, code=BAD_DATA)
        self.assertIn("No column of anmalan.csv tells the e-mail address", result.err)
        self.assertIn('--map "TITLE=email"', result.err)
        self.refuse("participant", "import", path, "--yes", code=BAD_DATA)
        self.assertEqual(self.imported(), [])

    def test_an_explained_form_is_remembered(self):
        path = self.file("Namn;Kontakt\nAnna Berg;a@ale.example\n")
        self.json("participant", "import", path, "--map", "kontakt=email")
        self.refuse("participant", "import", path, code=BAD_DATA)  # a preview remembers nothing
        self.json("participant", "import", path, "--map", "kontakt=email", "--yes")
        path = self.file("NAMN;Kontakt\nBo Ek;b@ale.example\n")
        told = self.json("participant", "import", path)
        self.assertTrue(told["remembered"])
        self.assertEqual(told["new"], 1)

    def test_wrong_words_are_usage(self):
        path = self.file("Namn;E-post\nAnna Berg;a@ale.example\n")
        for words in (["--map", "x=email"], ["--map", "Namn=shoes"], ["--map", "Namn"],
                ["--probable", "both"], ["--organisation", "Ale"],
                ["--organisation", "Ale=9999"]):
            with self.about(words):
                self.refuse("participant", "import", path, *words, code=USAGE)


class Refusals(ImportCase):
    def test_what_cannot_be_read_is_one_sentence(self):
        for name, data, code, text in (
            ("empty", b"", BAD_DATA, "is empty."),
            ("header", b"Namn;E-post\n", BAD_DATA, "has a header and no rows under it."),
            ("binary", b"\x7fELF\0\0\1\2" * 50, BAD_DATA, "is not a text file"),
            ("workbook", b"PK\x03\x04" + bytes(range(256)), BAD_DATA, "is a workbook"),
            ("cut", b'Namn;E-post\n"Anna;a@b.se\nBo;b@b.se\n', BAD_DATA,
                "is cut off: the quotation mark that opens on line 2 is never closed."),
            ("huge", b"Namn;E-post\n" + b"x" * (33 << 20), BAD_DATA, "is larger than"),
            ("wide", b"a;" * 10000 + b"\n1;2\n", BAD_DATA, "more than 1000 columns"),
        ):
            with self.about(name):
                for yes in ([], ["--yes"]):
                    result = self.refuse(
                        "participant", "import", self.file(data), *yes, code=code)
                    self.assertIn(text, result.err)

    def test_no_such_input(self):
        self.refuse("participant", "import", self.path("nowhere.csv"), code=NO_INPUT)
        self.refuse("participant", "import", self.home, code=NO_INPUT)
        self.refuse("participant", "import", code=USAGE)

    def test_readonly_shows_and_does_not_write(self):
        path = self.f1()
        self.run_program("--readonly", "participant", "import", path)
        self.refuse("--readonly", "participant", "import", path, "--yes", code=NO_PERMISSION)

    def test_a_locked_database_is_try_again(self):
        path = self.f1()
        other = sqlite3.connect(self.db, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        self.refuse("participant", "import", path, "--yes", code=BUSY)
        other.execute("ROLLBACK")
        other.close()
        self.assertEqual(self.imported(), [])

    def test_killed_leaves_no_trace(self):
        rows = [[f"P{i}", "Berg", f"p{i}@ale.example"] + [""] * 8 for i in range(4000)]
        path = self.file(text_of([HEADER, *rows]))
        before = tables(self.db)
        process = subprocess.Popen([program.PROGRAM, "participant", "import", path, "--yes"],
            env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:  # dies somewhere in the middle, whatever the speed of the machine
            process.wait(timeout=random.uniform(0.2, 1.5))
            self.run_program("undo")
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self.assertEqual(tables(self.db), before)
        self.run_program("check")


class Rejects(ImportCase):
    BAD = [
        ["Anna", "Berg", "inte en adress", "", "Ale kommun", "", "", "", "", "", "x\ny"],
        ["Bo", "Ek", "bo@ale.example", "", "Ale kommun", "", "", "", "kanske", "", ""],
        ["Cia", "Dal", "cia@ale.example", "", "Ale kommun", "", "", "", "", "32/13", ""],
    ]

    def test_each_is_told_with_line_field_value_and_reason(self):
        path = self.file(text_of([HEADER, *self.BAD, ROWS[0]]) + "för;få\r\n")
        told = self.json("participant", "import", path)
        self.assertEqual([(row["line"], row["field"], row["value"]) for row in told["rejects"]], [
            (2, "email", "inte en adress"), (4, "list_consent", "kanske"),
            (5, "received_on", "32/13"), (7, None, None)])
        self.assertIn("is not an e-mail address", told["rejects"][0]["reason"])
        self.assertEqual((told["rejected"], told["new"]), (4, 1))

    def test_they_are_written_back_in_the_dialect_of_the_source(self):
        for name, data, _ in dialects([HEADER, *self.BAD, *ROWS]):
            with self.about(name):
                rejects = self.path(f"{name}.csv")
                told = self.json("participant", "import", self.file(data), "--rejects", rejects)
                self.assertEqual(told["rejected"], 3)
                with open(rejects, "rb") as file:
                    got = file.read()
                only = dict((one, data) for one, data, _ in dialects([HEADER, *self.BAD]))
                self.assertEqual(got, only[name])
                self.assertEqual(os.stat(rejects).st_mode & 0o777, 0o600)
                # Mended, they can be read again.
                again = self.json("participant", "import", rejects, code=BAD_DATA)
                self.assertEqual(again["rejected"], 3)
                self.assertEqual(again["dialect"], told["dialect"])

    def test_a_file_that_is_there_is_kept(self):
        path = self.file(text_of([HEADER, *self.BAD]))
        kept = self.write("kept.csv", "mine")
        self.refuse("participant", "import", path, "--rejects", kept, "--yes",
            code=program.CANNOT_CREATE)
        with open(kept, encoding="utf-8") as file:
            self.assertEqual(file.read(), "mine")

    def test_nothing_of_protected_people_is_told(self):
        rows = [["Namn", "E-post", "Skyddade personuppgifter", "Kommentar"],
            ["Hemlig Person", "hemlig", "ja", "19121212-1212"],
            ["Dold Person", "dold@ale.example", "Ja", "nummer 19121212-1212"]]
        path = self.file(text_of(rows))
        shown = self.run_program("participant", "import", path)
        told = self.run_program("--json", "participant", "import", path)
        done = self.run_program("participant", "import", path, "--yes")
        history = self.run_program("history")
        for text in (shown.out + shown.err, told.out, done.out + done.err, history.out):
            for word in ("Hemlig", "hemlig", "Dold", "dold@", "nummer 12"):
                self.assertNotIn(word, text)


class Properties(ImportCase):
    WORDS = ["Åsa", "", "Örebro", "Habo kommun", "ja", "nej", "a;b", 'q"q', "rad\nrad", "=1+1",
        "'=x", "\u202eabc", "\x1b[31mröd", "19121212-1212", "212000-0142", "\t", "'", "2023-09-14",
        "é" * 300, "anna@ale.example", "bo+x@ale.example", "bo@ale.example", "😀"]

    def random_rows(self, dice):
        titles = [*HEADER, "Specialkost", "Skyddad"]
        header = dice.sample(titles, len(titles))
        rows = []
        for _ in range(dice.randint(1, 30)):
            row = [dice.choice(self.WORDS) for _ in header]
            for name, make in (("E-postadress", lambda: f"p{dice.randint(1, 20)}@ale.example"),
                    ("Anmäld", lambda: "2023-09-14"), ("Samtycke deltagarlista", lambda: "ja"),
                    ("Skyddad", lambda: dice.choice(["", "nej", "ja"])),
                    ("Förnamn", lambda: dice.choice(["Anna", "Bo", "Åsa"]))):
                if dice.random() < 0.8:
                    row[header.index(name)] = make()
            rows.append(row)
        return [header, *rows]

    def test_undo_leaves_every_table_as_it_was_and_redo_brings_back(self):
        for seed in range(12):
            with self.about(seed):
                dice = random.Random(seed)
                path = self.file(text_of(self.random_rows(dice)).encode("utf-8"))
                before = tables(self.db)
                told = self.json("participant", "import", path, "--yes", "--complete",
                    "--probable", dice.choice(["merge", "keep", "review"]), code=None)
                after = tables(self.db)
                categories = ("new", "exact_duplicates", "probable_duplicates",
                    "outside_target_group", "rejected")
                self.assertEqual(sum(told[name] for name in categories), told["rows"])
                if not told["added"] and not told["merged"]:
                    self.assertEqual(after, before)
                    continue
                self.run_program("undo")
                self.assertEqual(tables(self.db), before)
                self.run_program("redo")
                self.assertEqual(tables(self.db), after)
                self.run_program("check")

    def run_program(self, *arguments, code=program.OK, **options):
        """With code None a file of which every row is rejected is as good as any."""
        if code is not None:
            return super().run_program(*arguments, code=code, **options)
        try:
            return super().run_program(*arguments, **options)
        except AssertionError:
            return super().run_program(*arguments, code=BAD_DATA, **options)

    def test_hostile_cells_are_shown_clean(self):
        rows = [HEADER, ["\x1b]0;pwned\x07Anna", "\u202eBerg\u200b", "anna@ale.example", "\x9b31m",
            "\x1b[2JAle kommun", "x" * 400, "", "\u2066", "", "", "\x1b[31m\nrad"]]
        path = self.file(text_of(rows), "a\x1b[31m.csv")
        for words in ([], ["--yes"]):
            result = self.run_program("participant", "import", path, *words)
            self.assert_clean(result.out)
        person = self.imported()[0]
        self.assertEqual((person["given_name"], person["family_name"]), ("]0;pwnedAnna", "Berg"))

    def test_five_thousand_rows(self):
        rows = [[f"P{i}", "Berg", f"p{i}@ale.example", f"08-{100000 + i}", "Ale kommun"] + [""] * 6
            for i in range(5000)]
        path = self.file(text_of([HEADER, *rows]))
        told = self.json("participant", "import", path, "--yes")
        self.assertEqual(told["added"], 5000)
        self.run_program("undo")
        self.assertEqual(self.imported(), [])


if __name__ == "__main__":
    program.main()
