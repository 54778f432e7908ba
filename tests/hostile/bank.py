"""The hostile bank: every attack, by what it goes for."""

from . import cheating, files, reading, showing, stopping
from .attack import Attack

GROUPS: dict[str, list[Attack]] = {
    "Time, memory, processes, files": stopping.ATTACKS,
    "Points": cheating.ATTACKS,
    "Secrets, and what must stay as it is": reading.ATTACKS,
    "The file that is handed in": files.ATTACKS,
    "Whoever looks at the results": showing.ATTACKS,
}
ATTACKS = [attack for group in GROUPS.values() for attack in group]
