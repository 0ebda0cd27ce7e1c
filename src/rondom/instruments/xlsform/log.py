"""What reading a form comes across: problems that stop it, notes that do not."""

from dataclasses import dataclass, field

from rondom.instruments.findings import Finding


@dataclass(slots=True)
class Log:
    """Collected while reading, so that all problems are told at once."""

    problems: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)

    def problem(self, finding: Finding) -> None:
        self.problems.append(finding)

    def note(self, finding: Finding) -> None:
        if finding not in self.notes:
            self.notes.append(finding)
