#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other programs read our tables: Python's csv in both encodings, openpyxl the workbook.

usage: sheetback.py WRITE_SHEETS
"""

import csv
import datetime
import getpass
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import openpyxl

TEXTS = ["Åsa Öberg; kommun", "=1+1", "007001", "rad 1\nrad 2", "+46 8 123 45 01", 'say "hej"']


def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        folder = Path(folder)
        for name, encoding in (("sheet.csv", "utf-8-sig"), ("ansi.csv", "cp1252")):
            raw = (folder / name).read_bytes()
            assert raw.startswith(b"\xef\xbb\xbf") == (name == "sheet.csv"), name
            assert b"sep=" not in raw
            assert raw.endswith(b"\r\n")
            with (folder / name).open(encoding=encoding, newline="") as file:
                rows = list(csv.reader(file, delimiter=";"))
            assert rows[0] == ["Namn", "Antal", "Belopp", "Datum"], rows[0]
            guarded = ["'" + text if text[0] in "=+" else text for text in TEXTS]
            assert [row[0] for row in rows[1:7]] == guarded, rows
            assert [row[2] for row in rows[1:7]] == ["1200,00", "-1200,50"] * 3
            assert all(row[3] == "2023-10-02" for row in rows[1:7])
            assert rows[7] == ["Summa", "", "-1,50", ""], rows[7]
        book = openpyxl.load_workbook(folder / "sheet.xlsx")
        sheet = book.active
        assert len(sheet.title) <= 31 and not set(sheet.title) & set("[]:*?/\\"), sheet.title
        assert [cell.value for cell in sheet[1]] == ["Namn", "Antal", "Belopp", "Datum"]
        assert all(cell.font.bold for cell in sheet[1])
        assert sheet.freeze_panes == "A2"
        for row, text in enumerate(TEXTS, start=2):
            name, count, money, date = sheet[row]
            assert name.value == text and name.data_type == "s", (name.value, name.data_type)
            assert name.number_format == "@"
            assert count.value == row - 2
            assert money.value == (-1200.5 if row % 2 else 1200) and money.data_type == "n"
            assert money.number_format == "#,##0.00"
            assert date.value == datetime.datetime(2023, 10, 2) and date.is_date
            assert not name.font.bold
        assert sheet["A8"].value == "Summa" and sheet["A8"].font.bold
        assert sheet["C8"].value == -1.5 and sheet["C8"].font.bold
        assert sheet.column_dimensions["A"].width >= 17
        assert sheet.column_dimensions["A"].width <= 30
        assert book.properties.created == datetime.datetime(2023, 10, 2, 8, 0)
        assert not book.properties.creator and not book.properties.lastModifiedBy
        inside = b"".join(zipfile.ZipFile(folder / "sheet.xlsx").read(name)
            for name in zipfile.ZipFile(folder / "sheet.xlsx").namelist())
        for secret in {getpass.getuser(), os.uname().nodename} - {"root"}:
            assert secret.encode() not in inside, secret
        print("ok")


main()
