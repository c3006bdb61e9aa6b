"""Only the platform's own answer to this very question verifies."""

from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sync.signed_answer import Exchange, SignatureHeaders, sign, verifies

KEY = Ed25519PrivateKey.generate()
EXCHANGE = Exchange(
    method="GET", path="/v1/changes", query="cursor=a", nonce="n" * 32, status=200, body=b"{}"
)
HEADERS = sign(EXCHANGE, key=KEY, key_id="0123456789abcdef")
words = st.text(max_size=40)


def test_true_answer_verifies() -> None:
    assert verifies(EXCHANGE, HEADERS, key=KEY.public_key())


def test_another_key_does_not() -> None:
    assert not verifies(EXCHANGE, HEADERS, key=Ed25519PrivateKey.generate().public_key())


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "method": st.sampled_from(("PUT", "POST", "get")),
            "path": words,
            "query": words,
            "nonce": words,
            "status": st.integers(100, 599),
            "body": st.binary(max_size=40),
        },
    )
)
def test_any_other_exchange_does_not(change: dict[str, object]) -> None:
    other = replace(EXCHANGE, **change)

    assert verifies(other, HEADERS, key=KEY.public_key()) == (other == EXCHANGE)


@given(words, words, words)
def test_foreign_headers_never_verify_and_never_raise(
    digest: str, signature_input: str, signature: str
) -> None:
    headers = SignatureHeaders(
        content_digest=digest, signature_input=signature_input, signature=signature
    )

    assert not verifies(EXCHANGE, headers, key=KEY.public_key())


@given(st.integers(0, len(HEADERS.signature) - 1), st.characters(codec="ascii"))
def test_signature_with_one_other_letter_is_not_taken(place: int, letter: str) -> None:
    text = HEADERS.signature[:place] + letter + HEADERS.signature[place + 1 :]
    changed = replace(HEADERS, signature=text)

    assert verifies(EXCHANGE, changed, key=KEY.public_key()) == (text == HEADERS.signature)


def test_signature_has_one_spelling_only() -> None:
    head, last, tail = HEADERS.signature[:-4], HEADERS.signature[-4], HEADERS.signature[-3:]
    respelt = replace(HEADERS, signature=head + chr(ord(last) + 1) + tail)

    assert not verifies(EXCHANGE, respelt, key=KEY.public_key())
    for more in ("\n", " "):
        longer = replace(HEADERS, signature=HEADERS.signature + more)
        assert not verifies(EXCHANGE, longer, key=KEY.public_key())


def test_signature_that_covers_less_is_not_taken() -> None:
    lean = HEADERS.signature_input.replace(' "hall-nonce";req', "")

    assert not verifies(EXCHANGE, replace(HEADERS, signature_input=lean), key=KEY.public_key())


def test_nobody_can_smuggle_a_line_into_what_is_signed() -> None:
    smuggled = replace(EXCHANGE, query='cursor=a\n"hall-nonce";req: other')
    headers = sign(smuggled, key=KEY, key_id="0123456789abcdef")

    assert not verifies(EXCHANGE, headers, key=KEY.public_key())
