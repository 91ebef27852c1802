# SPDX-License-Identifier: GPL-3.0-or-later
"""invoice ... and participant export: the files are read back as a stranger reads them."""

import csv
import hashlib
import io
import os
import stat

import openpyxl
from program import BAD_DATA, CANNOT_CREATE, FAILED, NO_PERMISSION, USAGE, Case, main

OCTOBER = {"TRAFFPUNKT_NOW": "2023-10-02T08:30", "LANGUAGE": "sv"}
REFERENCES = {1: "007001", 2: "=M-4711", 4: "REF10001", 5: "FM8440", 16: "SK-1"}
BASIS = "underlag-2023-10-02-b1.csv"


def read_csv(raw, encoding="utf-8-sig"):
    return list(csv.reader(io.StringIO(raw.decode(encoding), newline=""), delimiter=";"))


class Invoice(Case):
    def setUp(self):
        super().setUp()
        self.out = self.path("out")

    def complete(self, people=REFERENCES):
        for number in people:
            self.run_program("participant", "edit", str(number), "--organisation-number",
                "2120000142", "--buyer-reference", people[number])

    def export(self, *arguments, **options):
        return self.json("invoice", "export", "--out", self.out, "--vat", "added", "--yes",
            *arguments, env=OCTOBER, **options)

    def item_of(self, participant):
        items = self.json("invoice", "list", "--all")
        return max(item["id"] for item in items if item["participant_id"] == participant)

    def test_list__tells_what_is_missing(self):
        self.complete({1: "007001"})
        items = {item["participant_id"]: item for item in self.json("invoice", "list")}
        self.assertEqual(len(items), 18)
        self.assertEqual(items[1]["status"], "ready")
        self.assertEqual(items[1]["missing"], [])
        self.assertEqual(items[1]["peppol_id"], "0007:2120000142")
        self.assertEqual(items[1]["amount"], 120000)
        self.assertEqual(items[3]["missing"], ["organisation_number", "reference"])
        self.assertEqual(items[2]["missing"], ["organisation_number"])
        self.assertNotIn(15, items)
        ready = self.json("invoice", "list", "--state", "ready")
        self.assertEqual([item["participant_id"] for item in ready], [1])
        self.assertEqual(len(self.json("invoice", "list", "--filter", "Lunds")), 1)
        self.assertEqual(len(self.json("invoice", "list", "--limit", "3")), 3)
        self.assertIn("007001", self.run_program("invoice", "list").out)
        self.refuse("invoice", "list", "--state", "sold", code=USAGE)
        one = self.run_program("invoice", "show", str(items[3]["id"]), env={"LANGUAGE": "en"})
        self.assertIn("organisation number and reference missing", one.out)

    def test_protected__has_no_name_anywhere(self):
        self.complete()
        hidden = [item for item in self.json("invoice", "list") if item["protected"]]
        self.assertEqual([item["person"] for item in hidden], [None])
        written = self.export()
        text = open(written["paths"][0], encoding="utf-8-sig").read()
        self.assertIn("16;", text)
        self.assertNotIn("None", text)

    def test_number__names_the_right_digit(self):
        told = self.refuse("participant", "edit", "1", "--organisation-number", "212000-0143",
            code=BAD_DATA, env={"LANGUAGE": "en"})
        self.assertIn("(it should be 2)", told.err)
        for option, value in (("--gln", "731000011111"), ("--peppol-id", "0007:2120000143"),
            ("--organisation-number", "121212-1212")):
            self.refuse("participant", "edit", "1", option, value, code=BAD_DATA)

    def test_number__is_lent_by_a_colleague(self):
        self.complete({2: "700143"})
        added = self.run_program("participant", "add", "--family-name", "Ny", "--organisation",
            "Habo kommun", env={"LANGUAGE": "en"})
        self.assertIn("212000-0142 is known", added.err)
        record = self.json("participant", "show", added.out.strip())
        self.assertEqual(record["organisation_number"], "212000-0142")

    def test_export__vat_is_never_guessed(self):
        self.complete()
        self.refuse("invoice", "export", "--out", self.out, "--yes", code=BAD_DATA)
        self.assertFalse(os.path.exists(self.out))
        self.refuse("invoice", "export", "--out", self.out, "--vat", "perhaps", code=USAGE)
        self.run_program("network", "export")
        preview = self.run_program("invoice", "export", "--vat", "none", env=OCTOBER)
        self.assertFalse(os.path.exists(self.out))
        self.assertEqual(self.json("invoice", "batches"), [])
        self.assertIn(BASIS, preview.out)
        self.assertIn("007001", preview.out)

    def test_export__killed_after_the_file__goes_on(self):
        """What a killed export left says the same as the next one: it is no reason to refuse."""
        self.complete()
        with open(self.db, "rb") as file:
            before = file.read()
        self.export("--format", "both")
        with open(os.path.join(self.out, BASIS), "rb") as file:
            written = file.read()
        with open(self.db, "wb") as file:
            file.write(before)
        self.assertEqual(self.json("invoice", "batches"), [])
        self.assertEqual(self.export("--format", "both")["items"], 5)
        with open(os.path.join(self.out, BASIS), "rb") as file:
            self.assertEqual(file.read(), written)

    def test_export__csv_read_back(self):
        self.complete()
        written = self.export("--recipient", "Ekonomi")
        self.assertEqual(written["files"], [BASIS])
        self.assertEqual((written["items"], written["total"]), (5, 600000))
        path = os.path.join(self.out, BASIS)
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        raw = open(path, "rb").read()
        self.assertTrue(raw.startswith(b"\xef\xbb\xbf"))
        self.assertNotIn(b"sep=", raw)
        self.assertEqual(raw.count(b"\n"), raw.count(b"\r\n"))
        head, *rows, total = read_csv(raw)
        column = {name: place for place, name in enumerate(head)}
        self.assertEqual({row[column["BuyerReference"]] for row in rows},
            {"007001", "'=M-4711", "REF10001", "FM8440", "SK-1"})
        self.assertIn("OrderReference", column)
        amount = head.index("Belopp") if "Belopp" in head else head.index("Amount")
        self.assertTrue(all(row[amount] == "1200,00" for row in rows))
        self.assertEqual(total[amount], "6000,00")
        batch, = self.json("invoice", "batches")
        self.assertEqual(batch["digest"], hashlib.sha256(raw).hexdigest())
        self.assertEqual((batch["vat"], batch["dated"]), ("added", "2023-10-02"))
        self.assertEqual(batch["keep_until"], "2030-12-31")
        exported = self.json("invoice", "list", "--state", "exported")
        self.assertEqual({item["buyer_reference"] for item in exported}, set(REFERENCES.values()))
        self.assertTrue(all(item["batch"] == 1 for item in exported))

    def test_export__xlsx_read_back(self):
        self.complete()
        written = self.export("--format", "both")
        self.assertEqual(written["files"], [BASIS, BASIS.replace("csv", "xlsx")])
        sheet = openpyxl.load_workbook(written["paths"][1]).active
        rows = list(sheet.iter_rows(values_only=True))
        head = list(rows[0])
        buyer, price = head.index("BuyerReference"), head.index("BuyerReference") + 7
        self.assertEqual({row[buyer] for row in rows[1:-1]}, set(REFERENCES.values()))
        self.assertEqual(sum(row[price] for row in rows[1:-1]), rows[-1][price])
        self.assertEqual(rows[-1][price], 6000)

    def test_export__windows_1252(self):
        self.complete()
        self.run_program("participant", "edit", "1", "--family-name", "Łuczak")
        refused = self.refuse("invoice", "export", "--out", self.out, "--vat", "none", "--yes",
            "--encoding", "windows-1252", code=BAD_DATA)
        self.assertIn("Ł", refused.err)
        self.assertFalse(os.path.exists(self.out))
        self.run_program("participant", "edit", "1", "--family-name", "Åström")
        written = self.export("--encoding", "windows-1252")
        rows = read_csv(open(written["paths"][0], "rb").read(), "cp1252")
        self.assertTrue(any("Åström" in cell for row in rows for cell in row))

    def test_export__locks_and_cannot_be_undone(self):
        self.complete()
        self.export()
        self.refuse("undo", code=FAILED)
        told = self.run_program("participant", "edit", "1", "--buyer-reference", "NY",
            env={"LANGUAGE": "en"})
        self.assertIn("invoice credit", told.err)
        item = self.item_of(1)
        self.assertEqual(self.json("invoice", "show", str(item))["buyer_reference"], "007001")
        self.refuse("invoice", "waive", str(item), "--reason", "x", code=FAILED)
        self.refuse("participant", "edit", "2", "--role", "guest", code=FAILED)
        self.run_program("invoice", "paid", str(item), "--on", "2023-09-30")
        paid = self.json("invoice", "show", str(item))
        self.assertEqual((paid["status"], paid["paid_on"]), ("paid", "2023-09-30"))
        self.refuse("invoice", "credit", str(item), code=BAD_DATA)
        self.run_program("invoice", "credit", str(item), "--reason", "Fel referens", "--again")
        written = self.export()
        self.assertEqual((written["batch"], written["items"], written["total"]), (2, 2, 0))
        rows = read_csv(open(written["paths"][0], "rb").read())
        self.assertEqual({row[5] for row in rows[1:-1]}, {"007001", "NY"})
        self.assertEqual({row[9] for row in rows[1:-1]}, {"-1", "1"})

    def test_export__never_writes_over(self):
        self.complete()
        os.mkdir(self.out)
        open(os.path.join(self.out, BASIS), "w", encoding="utf-8").close()
        self.refuse("invoice", "export", "--out", self.out, "--vat", "none", "--yes",
            code=CANNOT_CREATE, env=OCTOBER)
        self.assertEqual(self.json("invoice", "batches"), [])
        self.refuse("--readonly", "invoice", "export", "--out", self.out, "--vat", "none", "--yes",
            code=NO_PERMISSION)

    def test_withdrawal__waits_for_a_human(self):
        self.complete()
        self.run_program("participant", "withdraw", "1", "--reason", "Slutar")
        item = str(self.item_of(1))
        self.assertEqual(self.json("invoice", "show", item)["decision"], "pending")
        shown = self.run_program("invoice", "show", item, env={"LANGUAGE": "en"})
        self.assertIn("AV-2", shown.out)
        self.assertEqual(self.export()["undecided"], 1)
        self.refuse("invoice", "charge", item, code=BAD_DATA)
        self.run_program("invoice", "charge", item, "--reason", "Har deltagit")
        self.assertEqual(self.export()["items"], 1)
        self.assertEqual(self.run_program("check").code, 0)


class People(Case):
    def export(self, purpose, *arguments, **options):
        return self.json("participant", "export", "--purpose", purpose, *arguments,
            env=OCTOBER, **options)

    def test_preview__writes_nothing(self):
        shown = self.run_program("participant", "export", "--purpose", "administration", "--out",
            self.home, env={**OCTOBER, "LANGUAGE": "en"})
        self.assertIn("deltagare-2023-10-02-administration.csv", shown.out)
        self.assertIn("Contains personal data: yes", shown.out)
        self.assertIn("Left out: 1, has a protected identity (PL-1)", shown.out)
        self.assertFalse([name for name in os.listdir(self.home) if name.startswith("deltagare")])

    def test_administration__in_swedish_order(self):
        written = self.export("administration", "--out", self.home, "--yes")
        head, *rows = read_csv(open(written["path"], "rb").read())
        names = [row[0] for row in rows]
        order = ["Ahlström", "Ali", "Berg", "de la Cruz", "Édouard"]
        self.assertEqual([name for name in names if name in order], order)
        self.assertLess(names.index("Zetterberg"), names.index("Åkerlund"))
        self.assertLess(names.index("Ängström"), names.index("Öberg"))
        phones = [row[4] for row in rows if row[4]]
        self.assertTrue(all(not phone.startswith("+") for phone in phones), phones)
        self.assertEqual(stat.S_IMODE(os.stat(written["path"]).st_mode), 0o600)
        self.refuse("participant", "export", "--purpose", "administration", "--out", self.home,
            "--yes", code=CANNOT_CREATE, env=OCTOBER)
        self.export("administration", "--out", self.home, "--yes", "--force")

    def test_sharing__only_as_agreed(self):
        self.run_program("participant", "edit", "1", "--list-consent", "participants")
        self.run_program("participant", "edit", "2", "--list-consent", "nobody")
        written = self.export("sharing", "--out", self.path("lista.csv"), "--yes")
        head, *rows = read_csv(open(written["path"], "rb").read())
        self.assertEqual(len(head), 3)
        self.assertEqual([row for row in rows if row[0]],
            [["Ahlström", "Karin", "Lunds kommun"]])
        self.assertEqual(rows[0][0], "Ahlström")
        self.assertNotIn("Habo kommun", [row[2] for row in rows])
        left = {entry["rule"]: entry["count"] for entry in written["left_out"]}
        self.assertEqual((left["PL-1"], left["PL-5"]), (1, 1))
        self.assertEqual(written["organisation_only"], len(rows) - 1)

    def test_webinar__name_address_organisation(self):
        result = self.run_program("participant", "export", "--purpose", "webinar", "--out", "-",
            "--yes")
        rows = read_csv(result.raw)
        self.assertEqual(len(rows[0]), 4)
        self.assertEqual(len(rows), 18)
        self.assertTrue(all("@" in row[2] for row in rows[1:]))

    def test_statistics__no_person(self):
        result = self.run_program("participant", "export", "--purpose", "statistics", "--out", "-",
            "--yes", "--filter", "status:admitted")
        rows = read_csv(result.raw)
        kinds = [int(row[2]) for row in rows[1:] if row[0] == rows[1][0]]
        self.assertEqual(sum(kinds), 18)
        self.assertNotIn("@", result.out)
        self.assertFalse(self.export("statistics", "--out", self.home)["personal_data"])

    def test_xlsx__read_back(self):
        written = self.export("webinar", "--out", self.home, "--format", "xlsx", "--yes")
        self.assertTrue(written["path"].endswith("deltagare-2023-10-02-webinar.xlsx"))
        sheet = openpyxl.load_workbook(written["path"]).active
        self.assertEqual(sheet.max_row, 18)
        self.assertEqual(sheet.freeze_panes, "A2")

    def test_purpose__is_asked_for(self):
        self.refuse("participant", "export", "--out", "-", code=USAGE)
        for purpose in ("invoicing", "catering", "rights", "curiosity"):
            self.refuse("participant", "export", "--purpose", purpose, "--out", "-", "--yes",
                code=USAGE)
        self.refuse("participant", "export", "--purpose", "webinar", code=USAGE)

    def test_ledger__knows_who_was_in_it(self):
        self.export("webinar", "--out", self.home, "--yes", "--recipient", "Webbinariet")
        history = self.run_program("history", env={"LANGUAGE": "en"}).out
        self.assertIn("med 17 personer", history)
        self.refuse("undo", code=FAILED)


if __name__ == "__main__":
    main()
