# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share: the program, a home of its own, and TAP.

usage of each test: test_*.py PROGRAM [SOURCE_ROOT]
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import unittest

PROGRAM = os.path.abspath(sys.argv[1])
SOURCE_ROOT = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None

OK, FAILED, USAGE, BAD_DATA, NO_INPUT, CANNOT_CREATE, NO_PERMISSION = 0, 1, 64, 65, 66, 73, 77
NOW = "2023-09-19T08:30"


class Result:
    """What one run of the program left behind."""

    def __init__(self, process):
        self.code = process.returncode
        self.raw = process.stdout
        self.out = process.stdout.decode("utf-8", "strict")
        self.err = process.stderr.decode("utf-8", "strict")

    def json(self):
        return json.loads(self.out)


class Case(unittest.TestCase):
    """A test with a home, a fixed clock and a database with the example network."""

    maxDiff = None
    example = None  # the database after init, made once for each file of tests
    with_example = True

    @classmethod
    def setUpClass(cls):
        if cls.with_example and Case.example is None:
            folder = tempfile.mkdtemp(prefix="traffpunkt-cli-")
            Case.example = os.path.join(folder, "example.db")
            environment = dict(os.environ, HOME=folder, TRAFFPUNKT_NOW=NOW)
            subprocess.run(
                [PROGRAM, "--db", Case.example, "init", "--example"],
                env=environment,
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
            unittest.addModuleCleanup(shutil.rmtree, folder)

    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="traffpunkt-cli-")
        self.addCleanup(shutil.rmtree, self.home)
        self.db = self.path("n.db")
        self.env = dict(os.environ, HOME=self.home, TRAFFPUNKT_NOW=NOW, TRAFFPUNKT_DB=self.db)
        for name, folder in (("DATA", "data"), ("CONFIG", "config"), ("STATE", "state")):
            self.env[f"XDG_{name}_HOME"] = self.path(folder)
        self.env["TMPDIR"] = self.path("tmp")
        os.mkdir(self.env["TMPDIR"])
        if self.with_example:
            shutil.copy(Case.example, self.db)

    def path(self, *names):
        return os.path.join(self.home, *names)

    def run_program(self, *arguments, code=OK, env=None, **options):
        """Runs it and holds it to its exit code: an error is one clean line, success is silent."""
        options.setdefault("stdin", subprocess.DEVNULL)
        process = subprocess.run(
            [PROGRAM, *arguments],
            env=dict(self.env, **(env or {})),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=60,
            **options,
        )
        result = Result(process)
        told = f"{arguments}\n{result.out}\n{result.err}"
        self.assertEqual(result.code, code, told)
        self.assert_clean(result.err)
        if code not in (OK, FAILED, BAD_DATA):
            self.assertRegex(result.err, r"\Atraffpunkt: [^\n]+\n\Z", told)
            self.assertEqual(result.out, "", told)
        return result

    def refuse(self, *arguments, code, **options):
        """Runs what must be refused, with one sentence and nothing on standard output."""
        result = self.run_program(*arguments, code=code, **options)
        self.assertRegex(result.err, r"\Atraffpunkt: [^\n]+\n\Z")
        self.assertEqual(result.out, "")
        return result

    def json(self, *arguments, **options):
        return self.run_program("--json", *arguments, **options).json()

    def write(self, name, text):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return path

    def assert_clean(self, text, breaks="\n"):
        """Nothing in it acts on a terminal, hides itself or turns the direction of text."""
        unclean = find_unclean(text, breaks)
        self.assertIsNone(unclean, f"at {unclean}")


def find_unclean(text, breaks):
    """The first character that must not leave the house, with what stands around it."""
    before = "\n"
    for at, character in enumerate(text):
        category = unicodedata.category(character)
        # At the start of a line or of a table's cell a mark has nothing to stand on.
        marked = category in ("Mn", "Me") and (before.endswith("\n") or before == "  ")
        if marked or (category in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") and character not in breaks):
            return f"{at}: U+{ord(character):04X} in {text[max(0, at - 20) : at + 20]!r}"
        before = before[-1:] + character
    return None


class TapResult(unittest.TestResult):
    """Writes a line of TAP for each test."""

    number = 0

    def line(self, good, test, comment=""):
        self.number += 1
        name = test.id().replace("__main__.", "")
        print(f"{'ok' if good else 'not ok'} {self.number} - {name}{comment}", flush=True)

    def tell(self, error, test):
        text = self._exc_info_to_string(error, test)
        print("\n".join("# " + line for line in text.splitlines()), flush=True)

    def addSuccess(self, test):
        self.line(True, test)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.line(False, test)
        self.tell(error, test)

    addError = addFailure

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error:
            self.line(False, subtest)
            self.tell(error, subtest)

    def addSkip(self, test, reason):
        self.line(True, test, f" # SKIP {reason}")


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    print(f"1..{suite.countTestCases()}", flush=True)
    result = TapResult()
    suite.run(result)
    sys.exit(0 if result.wasSuccessful() else 1)
