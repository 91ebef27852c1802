#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command of the table is run around a protected person, and nothing tells who it is."""

import os
import shutil
import subprocess
import zipfile

from program import PROGRAM, Case, main

# Each is unmistakable, and in a column of its own.
GIVEN, FAMILY, TITLE = "Qvintilla", "Zorrström", "Hemvaktmästare"
ADDRESS, FORMER = "qvintilla@zorr.example", "q.fordom@gamla.example"
PHONE, REASON, NOTE = "070-174 06 99", "Orosanmälan-vk", "Gömmarvägen-vk"
SUBJECT, BODY = "Ämnesrad-vk", "Brödtext-vk"
COMMENT, UID = "Svarsord-vk", "a5dac874-95cd-44ff-a3c8-dc5ae58a2afb"
TOKENS = (
    GIVEN, FAMILY, ADDRESS, "zorr.example", FORMER, PHONE, "0701740699", TITLE, REASON, NOTE,
    SUBJECT, BODY, COMMENT,
)  # fmt: skip
NAME = f"{GIVEN} {FAMILY}"

# What each command is run with; {p} is the person, {q} a colleague, {r} the person's request.
# None: it is not about anybody who is there.
RECIPES = {
    "demo": None,
    "init": [["--example"]],
    "network list": [[]],
    "network show": [[]],
    "network edit": [["--name", "Nytt namn"]],
    "network unknowns": [[]],
    "network coverage": [[]],
    "network export": [[], ["--out", "{home}/out/n.json"]],
    "network webtext": [[], ["--diff"], ["--format", "html", "--out", "{home}/out/n.html"]],
    "network publish-mark": [[]],
    "participant list": [
        ["--all"], ["--filter", GIVEN, "--all"], ["--filter", f"family_name:{FAMILY}", "--all"],
        ["--sort", "name", "--all"], ["--filter", "-lund", "--all"],
    ],  # fmt: skip
    "participant show": [["{p}"], ["{twin}"]],
    "participant add": [["--given-name", "A", "--email", ADDRESS]],
    "participant edit": [["{p}", "--tags", "ny"], ["{p}", "--email", "x"], ["{q}", "--email", ADDRESS]],
    "participant review": [["{p}"]],
    "participant admit": [["{p}"]],
    "participant reject": [["{p}", "--reason", "ordet"]],
    "participant refer": [["{p}", "--to", "Annat nätverk", "--reason", "ordet"]],
    "participant withdraw": [["{p}", "--reason", "ordet"]],
    "participant transfer": [["{p}", "--given-name", "Ny", "--family-name", "Kollega", "--email", "ny@lund.example"]],
    "participant welcome": [["{p}"]],
    "participant chase": [["--all"], ["{p}"]],
    "participant callback": [["{p}", "waived", "--note", "ordet"]],
    "participant export": [
        ["--purpose", p, "--all", "--out", o, *y]
        for p in ("administration", "invitation", "sharing", "webinar", "statistics")
        for o, y in (("-", ["--yes"]), ("{home}/out", []), ("{home}/out", ["--yes", "--format", "xlsx"]))
    ],
    "participant import": [["{home}/in.csv"], ["{home}/in.csv", "--complete", "--probable", "review"], ["{home}/in.csv", "--yes", "--complete", "--probable", "merge", "--rejects", "{home}/out/r.csv"]],
    "participant reveal": [["{p}"], ["{q}", "--reason", "ordet"]],
    "participant extract": [["{p}", "--out", "{home}/out"], ["{q}", "--out", "{home}/out"]],
    "participant erase": [["{p}", "--preview"], ["{p}"], ["{p}", "--yes"]],
    "participant tag": [["{p}", "ny"]],
    "participant duplicates": [[]],
    "participant merge": [["{p}", "{q}"], ["{q}", "{p}"]],
    "participant distinct": [["{p}", "{q}"]],
    "participant why": [["{p}"], ["{twin}"]],
    "view list": [[]],
    "view add": [["Min vy", GIVEN[:3]]],
    "view rename": [["Min vy", "Annan vy"]],
    "view delete": [["Min vy"]],
    "meeting list": [[]],
    "meeting show": [["1"]],
    "meeting add": [["--kind", "digital"]],
    "meeting edit": [["1", "--place", "Annan plats"]],
    "meeting confirm": [["2"]],
    "meeting cancel": [["2", "--reason", "ordet"]],
    "meeting state": [["2", "confirmed"]],
    "meeting attend": [["1"], ["1", "{p}:attended"]],
    "meeting export": [["--all", "--out", "{home}/out"], ["--combined", "--out", "-"],
                       ["--vdir", "--out", "{home}/vdir"], ["2", "--preview"]],
    "meeting move": [["2", "19/10", "10-12", "--dry-run"], ["2", "19/10"]],
    "meeting duplicate": [["1", "--date", "5/12"]],
    "meeting check": [[]],
    "meeting answer": [["1", "{p}"], ["1", "{p}:declined"]],
    "rsvp read": [["{home}/answer.ics"]],
    "rsvp list": [["--all"]],
    "rsvp show": [["1"], ["2"]],
    "rsvp apply": [["2"]],
    "rsvp dismiss": [["2"]],
    "ics": [["{home}/answer.ics"]],
    "meeting publish": [["--all", "--dry-run"], ["2", "--to-new", "--out", "{home}/out"]],
    "meeting recipients": [["1"], ["1", "--lacking"]],
    "meeting delivered": [["1", "{p}"]],
    "meeting remind": [["2", "--days", "30"]],
    "meeting catering": [["1"]],
    "theme propose": [["2", "Tema"], ["2", "Annat tema"]],
    "theme list": [["2", "--counts"]],
    "theme open": [["2", "--organisation"]],
    "theme vote": [["2", "a", "--organisation", "0643"]],
    "theme close": [["2", "--no-decision"]],
    "theme decide": [["2", "a"]],
    "theme reopen": [["2", "--reason", "ordet"]],
    "resolution list": [[]],
    "meeting sheet": [["1"], ["1", "--list"], ["1", "--format", "html"]],
    "meeting minutes": [["1"], ["1", "--set", "/dev/null"]],
    "meeting webinar": [["3", "--dry-run"], ["3"], ["3", "--full"]],
    "request list": [["--all"], ["--all", "--filter", GIVEN], ["--all", "--filter", f"sender_name:{FAMILY}"]],
    "request show": [["{r}"]],
    "request add": [["--subject", "S", "--participant-id", "{p}"]],
    "request edit": [["{r}", "--urgent", "true"]],
    "request assign": [["{r}", "AB"]],
    "request snooze": [["{r}", "2023-09-20"]],
    "request release": [["{r}"]],
    "request reply": [["{r}", "--template", "Fakturafråga"], ["{r}", "--template", "hot"],
                      ["{r}", "--fact", "1"], ["{r}", "--by-phone"]],
    "template list": [[]],
    "template show": [["1"]],
    "template add": [["--name", "N", "--body", "{{{{namn}}}}"]],
    "template edit": [["1", "--name", "N"]],
    "template delete": [["1"]],
    "template ship": [[]],
    "request intake": [["{home}/answer.ics"]],
    "request broken": [[]],
    "request note": [["{r}", "--text", "ordet"], ["{r}"]],
    "request numbers": [[]],
    "request link": [["{r}", "--participant", "{p}"]],
    "request merge": [["1", "{r}"]],
    "request convert": [["{r}"]],
    "request refer": [["{r}", "--to", "Annat nätverk"]],
    "request urgent": [["{r}"], ["{r}", "--off"]],
    "request sensitive": [["{r}"], ["{r}", "--off"]],
    "request export": [["{r}", "--out", "-"], ["{r}", "--out", "{home}/out/case.txt"]],
    "request files": [["{r}", "--out", "{home}/out"]],
    "handover": [[], ["--seen"]],
    "request close": [["{r}"]],
    "request reopen": [["{r}"]],
    "request spam": [["{r}"]],
    "request state": [["{r}", "open"]],
    "report counties": [[], ["--plain"]],
    "report signups": [[], ["--plain"]],
    "report fees": [[], ["--plain"]],
    "invoice list": [["--all"]],
    "invoice show": [["{i}"]],
    "invoice export": [["--vat", "none", "--out", "{home}/out", "--format", "both"], ["--vat", "none", "--out", "{home}/out", "--format", "both", "--yes"]],
    "invoice paid": [["{i}"]],
    "invoice waive": [["{i}", "--reason", "ordet"]],
    "invoice charge": [["{i}", "--reason", "ordet"]],
    "invoice credit": [["{i}", "--reason", "ordet"]],
    "invoice batches": [[]],
    "outbox list": [["--all"]],
    "outbox show": [[str(n)] for n in range(1, 13)] + [[str(n), "--eml"] for n in range(1, 5)],
    "outbox send": [["--all"], ["1", "2", "3"], ["--all", "--dry-run"]],
    "outbox allow": [["1", "--reason", "ordet"]],
    "outbox edit": [[str(n), "--subject", "Nytt"] for n in range(1, 5)],
    "outbox done": [["1", "2", "3"]],
    "outbox discard": [["4", "5"]],
    "outbox restore": [["4", "5"]],
    "need list": [["{q}"]],
    "need add": [["{p}", "--meeting-id", "1", "--kind", "diet", "--text", "ostfritt"]],
    "need edit": [["{n}", "--text", "kikärtsfritt"]],
    "need delete": [["{n}"]],
    "case list": [["--all"]],
    "case open": [["{p}", "extract"]],
    "case close": [["1", "partly", "--reason", "ordet"]],
    "access list": [[]],
    "disclosure list": [[]],
    "hold list": [[]],
    "hold add": [["{p}", "--reason", "ordet", "--until", "2024-01-01"]],
    "hold release": [["1"]],
    "retention": [["--preview"], ["--protocol"], ["--preview", "--on", "2029-01-01"]],
    "history": [["--limit", "500"], ["--entity", "participant:{p}", "--limit", "500"]],
    "undo": [[]],
    "redo": [[]],
    "check": [[]],
    "backup": [["{home}/backup.db", "--force"]],  # which holds all, and is 0600
    "restore": None,
}


# Whoever opens a letter is meant to read it: "request show" for people tells its words.
OPENED = {("request show", ""): (SUBJECT, BODY)}


def text_of(path):
    """What a file says to whoever opens it."""
    if path.endswith(".xlsx"):
        with zipfile.ZipFile(path) as book:
            return b"".join(book.read(name) for name in book.namelist()).decode("utf-8", "replace")
    with open(path, "rb") as file:
        return file.read().decode("utf-8", "replace")


class Sweep(Case):
    def words(self, *words):
        return self.run_program(*words).out.strip()

    def setUp(self):
        """Somebody with a past: letters, a fee, a need, a request, a merged row; then protected."""
        super().setUp()
        p = self.words(
            "participant", "add", "--given-name", GIVEN, "--family-name", FAMILY, "--title",
            TITLE, "--email", FORMER, "--phone", PHONE, "--note", NOTE, "--organisation",
            "Lunds kommun", "--organisation-number", "212000-1132", "--buyer-reference", "007001",
        )  # fmt: skip
        self.words("participant", "edit", p, "--email", ADDRESS)
        self.words("participant", "admit", p)
        self.words("participant", "welcome", p)
        r = self.words(
            "request", "add", "--subject", SUBJECT, "--body", BODY, "--sender-name", NAME,
            "--sender-email", ADDRESS, "--participant-id", p,
        )  # fmt: skip
        n = self.words("need", "add", p, "--meeting-id", "1", "--kind", "diet", "--text", "ärtfritt")
        self.words("network", "edit", "--vat", "none")
        self.words("invoice", "export", "--out", self.path("before"), "--yes")
        twin = self.words(
            "participant", "add", "--given-name", GIVEN, "--family-name", FAMILY, "--email",
            "q2@zorr.example",
        )  # fmt: skip
        self.words("participant", "merge", p, twin)
        for deed in ("withdraw", "review"):
            self.words("participant", deed, p, "--reason", REASON)
        self.words("participant", "admit", p)
        self.words("rsvp", self.answer("14", 0))
        self.words("rsvp", self.answer("15", 7))  # of a version that there is not: it waits
        self.words("participant", "edit", p, "--protected", "true")
        self.answer("16", 0)
        self.words("meeting", "export", "1", "2", "--out", self.path("before"))
        items = self.json("invoice", "list", "--all")
        i = next(item["id"] for item in items if item["participant_id"] == int(p))
        with open(self.path("in.csv"), "w", encoding="utf-8") as file:
            file.write("Förnamn;Efternamn;E-post;Telefon;Organisation\n")
            file.write(f"{GIVEN};{FAMILY};{ADDRESS};{PHONE};Lunds kommun\n")
            file.write(f"X;Y;{ADDRESS};1;Lunds kommun\n")
        # A mail program that writes down what it is given.
        program = self.write("mailer", f"#!/bin/sh\necho \"$@\" >> {self.path('out')}/mail\n"
                             f"exec cat >> {self.path('out')}/mail\n")
        os.chmod(program, 0o700)
        self.write("config/traffpunkt/config.ini",
                   f"[mail]\nsendmail = {program}\nfrom = natverk@skr.example\n")
        self.names = {"p": p, "q": "2", "r": r, "n": n, "i": i, "twin": twin, "home": self.home}

    def answer(self, day, sequence):
        return self.write(
            "answer.ics",
            f"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:{UID}\r\n"
            f"DTSTAMP:202309{day}T080000Z\r\nSEQUENCE:{sequence}\r\nCOMMENT:{COMMENT}\r\n"
            f'ATTENDEE;CN="{NAME}";PARTSTAT=ACCEPTED:mailto:{ADDRESS}\r\n'
            "END:VEVENT\r\nEND:VCALENDAR\r\n",
        )

    def assert_silent(self, text, tokens):
        low = text.lower()
        for token in tokens:
            at = low.find(token.lower())
            self.assertEqual(at, -1, f"{token}: …{text[max(0, at - 200):at + 100]}")

    def said(self, *words):
        done = subprocess.run(
            [PROGRAM, *words], env=self.env, stdin=subprocess.DEVNULL, capture_output=True,
            timeout=60, check=False,
        )  # fmt: skip
        text = (done.stdout + done.stderr).decode("utf-8", "replace")
        self.assertNotIn("Sanitizer", text)
        self.assertNotIn("runtime error", text)
        return text

    def written(self):
        """Names and contents of all that was written."""
        for folder, _, files in os.walk(self.path("out")):
            for name in files:
                yield name
                yield text_of(os.path.join(folder, name))

    def sweep(self, name, arguments, form):
        # What somebody types is theirs already.
        tokens = [t for t in TOKENS if not any(t.lower() in a.lower() for a in arguments)]
        tokens = [t for t in tokens if t not in OPENED.get((name, form), ())]
        self.assert_silent(self.said(*form.split(), *name.split(), *arguments), tokens)
        for text in self.written():
            self.assert_silent(text, TOKENS)
        self.assert_silent(self.said("--json", "history", "--limit", "500"), TOKENS)

    def test_table__has_a_recipe_for_each(self):
        names = {" ".join(filter(None, (c["family"], c["name"]))) for c in self.json("--help")}
        self.assertEqual(names, set(RECIPES))

    def test_every_command__tells_nobody(self):
        saved = self.path("saved.db")
        shutil.copy(self.db, saved)
        for name, recipes in RECIPES.items():
            for words in recipes or []:
                for form in ("", "--json"):
                    shutil.rmtree(self.path("out"), ignore_errors=True)
                    os.mkdir(self.path("out"), 0o700)
                    shutil.copy(saved, self.db)
                    arguments = [word.format(**self.names) for word in words]
                    with self.subTest(f"{form} {name} {' '.join(arguments)}"):
                        self.sweep(name, arguments, form)


if __name__ == "__main__":
    main()
