"""Something on every screen of the demo: follow-ups in each state, macros, a wet read, a preliminary and a final one,
one report on three studies, and peer review under way. No study is left waiting, as these have no images.
"""

from apps.accounts.actors import Actor
from apps.accounts.models import User
from apps.accounts.selectors import actor_for_user
from apps.archive.models import Patient
from apps.common.isolation import tenant_context
from apps.tenancy.selectors import tenant_id_for_slug
from teleread.demo_scenes.follow_ups import write_follow_ups
from teleread.demo_scenes.macros import add_macros
from teleread.demo_scenes.peer_reviews import play_peer_reviews
from teleread.demo_scenes.readings import sign_readings
from teleread.demo_scenes.studies import ISSUER

__all__ = ["ISSUER", "seed_scenes"]

PRACTICE = "demo"


def seed_scenes(*, password: str) -> int:
    """Plays the scenes once in the demo practice, all of them or none; answers how many reports they signed."""
    tenant_id = tenant_id_for_slug(PRACTICE)
    with tenant_context(tenant_id):
        if Patient.objects.filter(issuer=ISSUER).exists():
            return 0
        reader, site = _person("reader"), _person("site")
        add_macros(reader=reader, manager=_person("manager"))
        signed = write_follow_ups(reader=reader, site=site)
        signed += sign_readings(reader=reader, password=password)
        readers = (reader, _person("reader2"))
        play_peer_reviews(readers={one.require_user(): one for one in readers}, qa=_person("qa"))
        return signed


def _person(account: str) -> Actor:
    user = User.objects.get(email=f"{account}@{PRACTICE}.test")
    actor = actor_for_user(user=user, origin="system")
    assert actor is not None
    return actor
