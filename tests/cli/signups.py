# SPDX-License-Identifier: GPL-3.0-or-later
"""One file of sign-ups in every dialect that forms and spreadsheets write.

Fourteen rows: two of them twice (one with the same address, one only probably), one outside the
target group, Örebro that is a municipality and a region, Håbo that is not Habo, a wrong check
digit, references that look like numbers and formulas, a personal number in a comment.
"""

import csv
import io
import unicodedata

HEADER = ["Förnamn", "Efternamn", "E-postadress", "Telefon", "Organisation", "Befattning",
    "Org.nr", "Fakturareferens", "Samtycke deltagarlista", "Anmäld", "Kommentar"]

ROWS = [
    ["Åsa", "Öberg", "asa.oberg@goteborg.example", "031-123 45 01", "Göteborgs stad",
        "säkerhetschef", "212000-1355", "REF10001", "Ja", "2023-09-19", ""],
    ["Björn", "Ängström", "bjorn.angstrom@goteborg.example", "031-123 45 67", "Göteborgs stad",
        "säkerhetssamordnare", "212000-1355", "", "Ja", "2023-09-19", "Ringer gärna"],
    ["Anders", "Wallin", "anders.wallin@malmo.example", "+46 40 123 45 02", "Malmö stad",
        "utredare", "2120001124", "007001", "organisation", "2023-09-19", ""],
    ["Anna", "Vallin", "anna.vallin@kalmar.example", "", "Kalmar kommun", "handläggare", "", "",
        "Ja", "2023-09-20", "Första raden\nAndra raden"],
    ["Jürgen", "Müller", "jurgen.muller@skane.example", "", "Region Skåne", "strateg",
        "232100-0255", "", "Nej", "2023-09-20", "Säger \"hej\"; gärna"],
    ["Karin", "Lööf", "karin.loof@orebro.example", "", "Örebro", "säkerhetschef", "", "", "Ja",
        "2023-09-20", ""],
    ["Bjorn", "Angstrom", "b.angstrom@goteborg.example", "031 123 45 67", "Göteborgs stad",
        "säkerhetssamordnare", "212000-1355", "GBG-77", "Ja", "2023-09-20", ""],
    ["Maria", "Ekdahl", "maria.ekdahl@uppsala.example", "", "Uppsala kommun", "kanslichef", "",
        "", "Ja", "2023-09-20", "Mitt nummer är 19121212-1212"],
    ["Per", "Lindqvist", "per.lindqvist@vaxjo.example", "", "Växjö kommun", "säkerhetschef",
        "212000-0143", "VX-100", "Ja", "2023-09-20", ""],
    ["Hanna", "Berg", "hanna.berg@habo-ring.example", "", "Håbo kommun", "utvecklare", "",
        "7001", "Ja", "2023-09-20", ""],
    ["Ingrid", "Dahl", "ingrid.dahl@habo-utan.example", "", "Habo kommun", "utvecklare", "",
        "=M-4711", "Ja", "2023-09-21", ""],
    ["Åsa", "Öberg", " ASA.OBERG@goteborg.example ", "", "Göteborgs stad", "", "", "", "Ja",
        "2023-09-21", ""],
    ["Kalle", "Konsultsson", "kalle@konsultsson.example", "", "Konsultsson AB", "konsult", "",
        "K-1", "Ja", "2023-09-21", ""],
    ["Cecilia", "Ek", "cecilia.ek@regionstockholm.example", "", "Region Stockholm", "analytiker",
        "232100-0016", "RS-9", "Nej", "2023-09-21", ""],
]


def text_of(rows, delimiter=";", end="\r\n", sep=False):
    """The rows as text; line ends inside cells are those of the file."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    for row in rows:
        writer.writerow([cell.replace("\n", end) for cell in row])
    return (f"sep={delimiter}{end}" if sep else "") + out.getvalue()


def dialects(rows):
    """(name, bytes, what the program should call it) of the same rows in every dialect."""
    plain = text_of(rows)
    yield "windows-1252", plain.encode("cp1252"), ("Windows-1252", ";", "CRLF")
    yield "utf-8", plain.encode(), ("UTF-8", ";", "CRLF")
    yield "utf-8-mark", plain.encode("utf-8-sig"), ("UTF-8-BOM", ";", "CRLF")
    yield "nfd", unicodedata.normalize("NFD", plain).encode(), ("UTF-8", ";", "CRLF")
    yield "utf-16le", b"\xff\xfe" + plain.encode("utf-16-le"), ("UTF-16LE", ";", "CRLF")
    yield "utf-16be", b"\xfe\xff" + plain.encode("utf-16-be"), ("UTF-16BE", ";", "CRLF")
    yield "utf-16-no-mark", plain.encode("utf-16-le"), ("UTF-16LE", ";", "CRLF")
    tabs = text_of(rows, "\t")
    yield "excel-unicode", b"\xff\xfe" + tabs.encode("utf-16-le"), ("UTF-16LE", "\t", "CRLF")
    yield "tab", tabs.encode(), ("UTF-8", "\t", "CRLF")
    yield "comma", text_of(rows, ",").encode("cp1252"), ("Windows-1252", ",", "CRLF")
    yield "lf", text_of(rows, end="\n").encode(), ("UTF-8", ";", "LF")
    yield "cr", text_of(rows, end="\r").encode("cp1252"), ("Windows-1252", ";", "CR")
    yield "sep", text_of(rows, sep=True).encode("cp1252"), ("Windows-1252", ";", "CRLF")
    yield "sep-comma", text_of(rows, ",", sep=True).encode(), ("UTF-8", ",", "CRLF")
    yield "sep-mark", text_of(rows, sep=True).encode("utf-8-sig"), ("UTF-8-BOM", ";", "CRLF")
