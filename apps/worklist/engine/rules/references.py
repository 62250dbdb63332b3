"""The practice's own records that rules may name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """The codes (sites, pools, pathways) and user ids (readers, people) that exist; None: not checked.

    ``people`` may be paged and told; ``readers`` may be given work.
    """

    sites: frozenset[str] | None = None
    pools: frozenset[str] | None = None
    pathways: frozenset[str] | None = None
    readers: frozenset[str] | None = None
    people: frozenset[str] | None = None

    def of(self, reference: str) -> frozenset[str] | None:
        """The records of one kind. Raises ``KeyError`` if there is no such kind."""
        return {
            "sites": self.sites,
            "pools": self.pools,
            "pathways": self.pathways,
            "readers": self.readers,
            "people": self.people,
        }[reference]


NOTHING_CHECKED = Known()
