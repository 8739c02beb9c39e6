"""How ready a plan is: which of the thirteen checks pass, and what stops freezing a final version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.process.checks import NUMBERS
from app.process.checks.finding import Finding

# Signatures come after freezing; their errors call for a new version rather than forbid one.
AFTER_FREEZING = frozenset({13})


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One of the thirteen checks: it passes when it finds neither error nor warning."""

    number: int
    errors: int = 0
    warnings: int = 0
    notes: int = 0

    @property
    def passes(self) -> bool:
        """Whether nothing but notes was found."""
        return not self.errors and not self.warnings

    @property
    def title(self) -> str:
        """The code of what the check asks for."""
        return f"check.title.{self.number}"


@dataclass(frozen=True, slots=True)
class Readiness:
    """All checks, the findings that stop freezing, and the counts to show."""

    results: tuple[CheckResult, ...]
    blocking: tuple[Finding, ...]

    @property
    def passed(self) -> int:
        """How many checks pass."""
        return sum(result.passes for result in self.results)

    @property
    def total(self) -> int:
        """How many checks there are."""
        return len(self.results)


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that say the same of several records: "5 activities have no target"."""

    code: str
    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that stands for the group."""
        return self.findings[0]


def readiness(findings: Sequence[Finding]) -> Readiness:
    """Return how ready the plan is, from the findings of `run_checks`."""
    results = tuple(_result(number, findings) for number in NUMBERS)
    return Readiness(results, blocking(findings))


def _result(number: int, findings: Sequence[Finding]) -> CheckResult:
    own = [finding.severity for finding in findings if finding.check == number]
    return CheckResult(number, own.count("error"), own.count("warning"), own.count("info"))


def blocking(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the errors that stop freezing a final version. Nothing ever stops saving."""
    return tuple(one for one in findings if one.severity == "error" and one.check not in AFTER_FREEZING)


def grouped(findings: Sequence[Finding]) -> tuple[Group, ...]:
    """Return the findings gathered by what they say, in the order in which each first appears."""
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    return tuple(Group(code, tuple(found)) for code, found in by_code.items())
