"""Only the platform's own answer to this very question verifies, and only this very question."""

from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sync.signatures import (
    Exchange,
    Request,
    SignatureHeaders,
    answer_verifies,
    request_verifies,
    sign_answer,
    sign_request,
    signer,
)

KEY = Ed25519PrivateKey.generate()
KEY_ID = "0123456789abcdef"
REQUEST = Request(
    method="GET",
    path="/v1/changes",
    query="cursor=a",
    nonce="n" * 32,
    content_digest="sha-256=:x:",
    platform_key="k1",
)
EXCHANGE = Exchange(request=REQUEST, status=200, body=b"{}")
HEADERS = sign_answer(EXCHANGE, key=KEY, key_id=KEY_ID)
ASKED = sign_request(REQUEST, key=KEY, key_id=KEY_ID)
words = st.text(max_size=40)
others = st.fixed_dictionaries(
    {},
    optional={
        "method": st.sampled_from(("PUT", "POST", "get")),
        "path": words,
        "query": words,
        "nonce": words,
    },
).map(lambda change: replace(REQUEST, **change))


def test_true_answer_verifies() -> None:
    assert answer_verifies(EXCHANGE, HEADERS, key=KEY.public_key())


def test_another_key_does_not() -> None:
    assert not answer_verifies(EXCHANGE, HEADERS, key=Ed25519PrivateKey.generate().public_key())


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "request": others,
            "status": st.integers(100, 599),
            "body": st.binary(max_size=40),
        },
    )
)
def test_answer_verifies_for_its_own_exchange_only(change: dict[str, object]) -> None:
    other = replace(EXCHANGE, **change)

    assert answer_verifies(other, HEADERS, key=KEY.public_key()) == (other == EXCHANGE)


@given(others, words)
def test_request_verifies_only_as_it_was_signed(other: Request, digest: str) -> None:
    brought = replace(other, content_digest=digest)
    knowing = replace(other, platform_key=digest)

    assert request_verifies(other, ASKED, key=KEY.public_key()) == (other == REQUEST)
    assert request_verifies(brought, ASKED, key=KEY.public_key()) == (brought == REQUEST)
    assert request_verifies(knowing, ASKED, key=KEY.public_key()) == (knowing == REQUEST)
    assert not request_verifies(REQUEST, ASKED, key=Ed25519PrivateKey.generate().public_key())


def test_request_and_answer_are_never_taken_for_each_other() -> None:
    assert not request_verifies(REQUEST, HEADERS, key=KEY.public_key())
    assert not answer_verifies(EXCHANGE, ASKED, key=KEY.public_key())


@given(words, words)
def test_foreign_headers_never_verify_and_never_raise(
    signature_input: str, signature: str
) -> None:
    headers = SignatureHeaders(signature_input=signature_input, signature=signature)

    assert not answer_verifies(EXCHANGE, headers, key=KEY.public_key())
    assert not request_verifies(REQUEST, headers, key=KEY.public_key())
    assert signer(headers) == ""


def test_request_names_its_key() -> None:
    assert signer(ASKED) == KEY_ID
    assert signer(HEADERS) == ""


@given(st.integers(0, len(HEADERS.signature) - 1), st.characters(codec="ascii"))
def test_signature_with_one_other_letter_is_not_taken(place: int, letter: str) -> None:
    text = HEADERS.signature[:place] + letter + HEADERS.signature[place + 1 :]
    changed = replace(HEADERS, signature=text)

    assert answer_verifies(EXCHANGE, changed, key=KEY.public_key()) == (text == HEADERS.signature)


def test_signature_has_one_spelling_only() -> None:
    head, last, tail = HEADERS.signature[:-4], HEADERS.signature[-4], HEADERS.signature[-3:]
    respelt = replace(HEADERS, signature=head + chr(ord(last) + 1) + tail)

    assert not answer_verifies(EXCHANGE, respelt, key=KEY.public_key())
    for more in ("\n", " "):
        longer = replace(HEADERS, signature=HEADERS.signature + more)
        assert not answer_verifies(EXCHANGE, longer, key=KEY.public_key())


def test_signature_that_covers_less_is_not_taken() -> None:
    lean = HEADERS.signature_input.replace(' "hall-nonce";req', "")

    assert not answer_verifies(
        EXCHANGE, replace(HEADERS, signature_input=lean), key=KEY.public_key()
    )


def test_nobody_can_smuggle_a_line_into_what_is_signed() -> None:
    query = 'cursor=a\n"hall-nonce";req: other'
    smuggled = replace(EXCHANGE, request=replace(REQUEST, query=query))
    headers = sign_answer(smuggled, key=KEY, key_id=KEY_ID)

    assert not answer_verifies(EXCHANGE, headers, key=KEY.public_key())
