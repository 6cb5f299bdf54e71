"""Known answers of the standards, and what opens a workspace and what does not."""

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from allocation_app.errors import AppError
from allocation_app.wording.problems import error_message
from allocation_app.workspace import keys
from allocation_app.workspace.keys import LEAST, MOST, NONCE, Cost, Passphrase, RecoveryKey

SALT = bytes(range(16))


def test_that_what_is_wrapped_is_what_nist_says() -> None:
    # AES-256, test cases 14 and 16 of the proposal that became NIST SP 800-38D
    told = "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
    assert keys.unwrapped(bytes(12) + bytes.fromhex(told), bytes(32), b"") == bytes(16)

    nonce, tag = "cafebabefacedbaddecaf888", "76fc6ece0f4e1768cddf8853bb2d551b"
    told = (
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
    )
    by = bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2)
    bound_to = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    assert keys.unwrapped(bytes.fromhex(nonce + told + tag), by, bound_to) == bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )


def test_that_argon2id_is_that_of_rfc_9106() -> None:
    argon = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        secret=b"\x03" * 8,
        ad=b"\x04" * 12,
    )

    assert argon.derive(b"\x01" * 32).hex() == (
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    )


def test_that_a_passphrase_makes_the_key_that_the_reference_implementation_makes() -> None:
    cost = Cost(memory=65_536, passes=2, lanes=1)

    assert Passphrase(text="password").key(b"somesalt", cost).hex() == (
        "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
    )


def test_that_keys_are_derived_as_rfc_5869_says() -> None:
    assert keys.derived(b"\x0b" * 22, b"").hex() == (
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    )


def test_that_a_recovery_key_is_one_of_rfc_7748() -> None:
    # section 6.1: Alice's private part and Bob's public one
    private = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"
    theirs = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
    own = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
    shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"
    by = keys.derived(bytes.fromhex(shared), bytes.fromhex(theirs + own))
    told = bytes.fromhex(theirs) + keys.wrapped(b"k" * 32, by, b"bound")

    assert keys.recovered(told, RecoveryKey(private=bytes.fromhex(private)), b"bound") == b"k" * 32


@pytest.mark.timeout(3_600)
@pytest.mark.campaign(quick=20_000, ci=100_000)
def test_that_no_nonce_comes_twice(rounds: int) -> None:
    key = bytes(32)

    assert len({keys.wrapped(key, key, b"")[:NONCE] for _ in range(rounds)}) == rounds


def test_that_a_letter_is_the_same_however_it_was_composed() -> None:
    assert (
        Passphrase(text="llŷr").key(SALT, LEAST)
        == Passphrase(text="lly\u0302r").key(SALT, LEAST)
        != Passphrase(text="llyr").key(SALT, LEAST)
    )


def test_that_half_a_letter_is_a_passphrase_like_any_other() -> None:
    assert len(Passphrase(text="\ud83d").key(SALT, LEAST)) == keys.KEY


def test_that_no_passphrase_or_private_key_shows_where_values_are_printed() -> None:
    assert "secret" not in repr(Passphrase(text="secret")) + repr(RecoveryKey(private=b"secret"))


@pytest.mark.parametrize("name", ["memory", "passes", "lanes"])
def test_that_a_cost_below_the_least_or_above_the_most_is_refused(name: str) -> None:
    usual = {"memory": LEAST.memory, "passes": LEAST.passes, "lanes": LEAST.lanes}
    for wrong in (getattr(LEAST, name) - 1, getattr(MOST, name) + 1):
        with pytest.raises(AppError) as refused:
            Passphrase(text="x").key(SALT, Cost(**{**usual, name: wrong}))
        assert refused.value.code == "workspace_cost"


@pytest.mark.usefixtures("usual_cost")
def test_that_the_usual_cost_is_what_we_say_it_is() -> None:
    assert Cost(memory=256 * 1024, passes=3, lanes=4) == keys.USUAL


@pytest.mark.parametrize("wrong", [bytes(32), b"k" * 31 + b"l"])
def test_that_only_its_own_key_unwraps_and_only_where_it_was_bound_to(wrong: bytes) -> None:
    told = keys.wrapped(b"data", b"k" * 32, b"here")

    assert keys.unwrapped(told, b"k" * 32, b"here") == b"data"
    for by, bound_to in ((wrong, b"here"), (b"k" * 32, b"there")):
        with pytest.raises(AppError) as refused:
            keys.unwrapped(told, by, bound_to)
        assert refused.value.code == "passphrase_wrong"


def test_that_a_recovery_key_goes_through_files_as_pem_and_as_base64() -> None:
    private, public = keys.recovery_pair()
    told = keys.for_recovery(b"k" * 32, keys.public_part(public), b"bound")
    raw = load_pem_private_key(private, None).private_bytes(
        Encoding.Raw, PrivateFormat.Raw, NoEncryption()
    )

    assert keys.public_part(b64encode(keys.public_part(public)) + b"\r\n") == keys.public_part(
        public
    )
    for each in (private, b"\n" + private, b64encode(raw) + b"\n"):
        assert keys.recovered(told, keys.private_part(each), b"bound") == b"k" * 32


def test_that_another_recovery_key_does_not_open() -> None:
    told = keys.for_recovery(b"k" * 32, keys.public_part(keys.recovery_pair()[1]), b"bound")
    other = keys.private_part(keys.recovery_pair()[0])

    for each in (told, bytes(32) + told[32:]):  # nor where a point that protects nothing was put
        with pytest.raises(AppError) as refused:
            keys.recovered(each, other, b"bound")
        assert refused.value.code == "recovery_wrong"


def pem_of_another_kind(*, is_public: bool) -> bytes:
    key = Ed25519PrivateKey.generate()
    if is_public:
        return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def test_that_a_file_that_is_no_recovery_key_says_so() -> None:
    private, public = keys.recovery_pair()
    locked = load_pem_private_key(private, None).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"x")
    )
    wrong = (b"", b"\xff", b"-----BEGIN nothing", b64encode(bytes(31)), b"A photograph")
    no_private = (*wrong, public, locked)
    no_public = (*wrong, private, b64encode(bytes(32)), pem_of_another_kind(is_public=False))

    for told in no_private:
        with pytest.raises(AppError) as refused:
            keys.private_part(told, file="key.pem")
        assert "key.pem is not the private part" in error_message(refused.value)
    for told in no_public:
        with pytest.raises(AppError) as refused:
            keys.public_part(told, file="key.pem")
        assert "key.pem is not the public part" in error_message(refused.value)


def test_that_a_key_that_signs_is_no_recovery_key() -> None:
    with pytest.raises(AppError):
        keys.public_part(pem_of_another_kind(is_public=True))
    with pytest.raises(AppError):
        keys.private_part(pem_of_another_kind(is_public=False))


def test_that_a_cost_is_only_ever_raised() -> None:
    some = Cost(memory=LEAST.memory * 8, passes=2, lanes=1)

    assert keys.dearer(LEAST, some) == some
    assert keys.dearer(some, LEAST) == some
    assert keys.dearer(some, Cost(memory=1, passes=5, lanes=2)) == Cost(
        memory=some.memory, passes=5, lanes=2
    )
