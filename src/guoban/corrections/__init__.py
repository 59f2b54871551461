"""What a person corrects: kept apart from what was read, laid over it whenever it is shown."""

from guoban.corrections.applying import apply
from guoban.corrections.candidates import candidates
from guoban.corrections.history import said_of
from guoban.corrections.making import Spot, new, spot_of
from guoban.corrections.preview import Preview, ReportLine, preview
from guoban.corrections.proposing import propose
from guoban.corrections.records import Action, Corrected, Correction, Origin, State, Subject

__all__ = [
    "Action",
    "Corrected",
    "Correction",
    "Origin",
    "Preview",
    "ReportLine",
    "Spot",
    "State",
    "Subject",
    "apply",
    "candidates",
    "new",
    "preview",
    "propose",
    "said_of",
    "spot_of",
]
