"""Who may send, from where, for whom."""

import pytest
from django.core.management import CommandError, call_command

from apps.common.errors import Conflict, Unprocessable
from apps.common.isolation import tenant_context
from apps.intake.models import Peer
from apps.intake.services import Admission, Refusal, RefusalReason, add_peer, admit
from tests.factories import Practice


def admitted(calling: str, called: str = "TELEREAD", address: str = "192.0.2.7") -> object:
    return admit(calling_ae_title=calling, called_ae_title=called, address=address)


def add(practice: Practice, title: str, **options: object) -> Peer:
    with tenant_context(practice.tenant_id):
        return add_peer(
            actor=practice.actor("admin"),
            site=practice.site_a,
            ae_title=title,
            called_ae_title=str(options.pop("called", "TELEREAD")),
            **options,  # type: ignore[arg-type] # each test names its own
        )


def test_a_known_peer_stands_for_its_site(practice: Practice) -> None:
    add(practice, "CT_ONE")
    admission = admitted(" CT_ONE ")
    assert isinstance(admission, Admission)
    assert admission.tenant_id == practice.tenant_id
    assert admission.site == practice.site_a
    assert admission.actor.capabilities == {"images.store"}
    with tenant_context(practice.tenant_id):
        assert Peer.objects.get().last_seen_at is not None


def test_a_stranger_is_told_which_title_is_wrong(practice: Practice) -> None:
    add(practice, "CT_ONE", called="READER_X")
    assert admitted("CT_TWO", "READER_X") == Refusal(RefusalReason.CALLING_AE_NOT_RECOGNIZED)
    assert admitted("CT_ONE", "NOBODY") == Refusal(RefusalReason.CALLED_AE_NOT_RECOGNIZED)
    assert admitted("ct_one", "READER_X") == Refusal(RefusalReason.CALLING_AE_NOT_RECOGNIZED)


def test_an_address_outside_its_networks_is_a_stranger(practice: Practice) -> None:
    add(practice, "CT_ONE", allowed_networks=["192.0.2.0/24", "2001:db8::/32"])
    assert isinstance(admitted("CT_ONE", address="192.0.2.9"), Admission)
    assert isinstance(admitted("CT_ONE", address="::ffff:192.0.2.9"), Admission)
    assert isinstance(admitted("CT_ONE", address="2001:db8::1"), Admission)
    for address in ("198.51.100.1", "::1", "", "not an address"):
        assert admitted("CT_ONE", address=address) == Refusal(
            RefusalReason.CALLING_AE_NOT_RECOGNIZED
        )


def test_adding_again_changes_the_address(practice: Practice) -> None:
    first = add(practice, "CT_ONE", host="a", port=104)
    second = add(practice, "CT_ONE", host="b", port=11112)
    assert (first.id, second.host, second.port) == (second.id, "b", 11112)


def test_a_pair_of_titles_stands_for_one_site_on_the_whole_platform(
    practice: Practice, other_practice: Practice
) -> None:
    add(practice, "CT_ONE")
    with pytest.raises(Conflict) as caught:
        add(other_practice, "CT_ONE")
    assert caught.value.code == "ae_titles_taken"
    assert isinstance(add(other_practice, "CT_ONE", called="OTHER"), Peer)


@pytest.mark.parametrize("title", ["", "   ", "SEVENTEEN_LETTERS", "A\\B", "Ä", "A\nB"])
def test_an_impossible_title_is_refused_with_a_reason(practice: Practice, title: str) -> None:
    with pytest.raises(Unprocessable) as caught:
        add(practice, title)
    assert caught.value.code == "invalid_ae_title"


def test_a_wrong_network_is_refused_with_a_reason(practice: Practice) -> None:
    with pytest.raises(Unprocessable):
        add(practice, "CT_ONE", allowed_networks=["192.0.2.0/99"])


def test_the_command_adds_a_peer(practice: Practice, capsys: pytest.CaptureFixture[str]) -> None:
    options = {"site": "site-b", "tenant": practice.slug, "aet": "MR_ONE", "host": "h", "port": 104}
    call_command("add_peer", **options, network=["10.0.0.0/8"])
    assert "MR_ONE may call TELEREAD for site-b" in capsys.readouterr().out
    with tenant_context(practice.tenant_id):
        assert Peer.objects.get().allowed_networks == ["10.0.0.0/8"]
    with pytest.raises(CommandError, match="no site"):
        call_command("add_peer", **{**options, "site": "nowhere"})


def test_the_command_asks_which_practice(practice: Practice, other_practice: Practice) -> None:
    with pytest.raises(CommandError, match="--tenant"):
        call_command("add_peer", site="site-a", aet="MR_ONE", host="h", port=104)
