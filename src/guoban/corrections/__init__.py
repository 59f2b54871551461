"""What a person corrects: kept apart from what was read, laid over it whenever it is shown."""

from guoban.corrections.records import Action, Corrected, Correction, Origin, State, Subject

__all__ = ["Action", "Corrected", "Correction", "Origin", "State", "Subject"]
