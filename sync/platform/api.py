"""The wire of the reference platform: HTTP in, intake's verbs, JSON out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from kiosk.ports.clock import Clock
from sync import signatures, wire
from sync.platform.intake import Intake, Rejected
from sync.platform.keys import PlatformSecrets
from sync.platform.roll import Roll
from sync.platform.signing import SignedAnswers, asked, with_signatures

MANIFEST_BYTES = 256 * 1024
BLOB_BYTES = 32 * 1024 * 1024
_RETRY_SECONDS = "5"
_VERSION = "1.0.0"

CaseIdPath = Annotated[wire.CaseIdText, Path(description="UUIDv7 made by the kiosk")]
RevPath = Annotated[wire.Rev, Path(description="1, or n+1 for the n-th correction")]
DigestPath = Annotated[wire.Digest, Path(description="sha256 of the blob, hex")]
Nonce = Annotated[str, Query(min_length=16, max_length=100)]


@dataclass(frozen=True, slots=True)
class Sent:
    """A request that a known kiosk signed.

    Attributes:
        kiosk_id: which kiosk.
        body: fits its digest.
        platform_key: which of our keys the kiosk knows.
    """

    kiosk_id: str
    body: bytes = field(repr=False)
    platform_key: str


ReadSent = Callable[[Request], Awaitable[Sent]]

_TITLES: dict[int, str] = {
    400: "The request cannot be understood",
    401: "No kiosk on the roll signed this",
    403: "The kiosk was shut out",
    404: "There is no such thing",
    409: "Other content under this name, or blobs missing",
    410: "Erased at the citizen's request",
    412: "A newer revision was received",
    413: "Too large",
    422: "Wrong in the places named by errors[].pointer",
    429: "Too many requests; see Retry-After",
    500: "The platform failed",
    503: "Busy; see Retry-After",
}


def create_app(
    *, engine: sa.Engine, secrets: PlatformSecrets, clock: Clock, pages: APIRouter | None = None
) -> FastAPI:
    """Build the platform.

    Args:
        engine: where it keeps everything.
        secrets: its keys.
        clock: its time.
        pages: the citizens' pages, served beside the wire.
    """
    limits = wire.Limits(manifest_bytes=MANIFEST_BYTES, blob_bytes=BLOB_BYTES)
    intake = Intake(engine=engine, secrets=secrets, clock=clock, limits=limits)
    roll = Roll(engine=engine, clock=clock)
    app = FastAPI(
        title="Hall platform", version=_VERSION, docs_url=None, redoc_url=None,
        openapi_url="/v1/openapi.json",
    )  # fmt: skip
    app.include_router(_greeting(limits, clock, secrets))
    app.include_router(_cases(intake, roll))
    app.include_router(_blobs(intake, roll))
    app.include_router(_feed(intake, roll))
    if pages:
        app.include_router(pages)
    app.add_middleware(SignedAnswers, secrets=secrets)
    app.add_exception_handler(Rejected, _rejected)
    app.add_exception_handler(RequestValidationError, _bad_request)
    app.add_exception_handler(HTTPException, _plain_problem)
    app.add_exception_handler(sa.exc.OperationalError, _busy)
    app.add_exception_handler(Exception, _failed)
    app.openapi_schema = with_signatures(_with_shapes(app.openapi()))
    return app


def _with_shapes(document: dict[str, Any]) -> dict[str, Any]:
    """Add the shapes that routes name by reference only."""
    _, shapes = models_json_schema(
        [(wire.ManifestShape, "validation"), (wire.Problem, "validation")],
        ref_template="#/components/schemas/{model}",
    )
    document["components"]["schemas"] |= shapes["$defs"]
    return document


def _greeting(limits: wire.Limits, clock: Clock, secrets: PlatformSecrets) -> APIRouter:
    router = APIRouter()
    keys = secrets.current.public.to_json()

    @router.get("/v1/hello", responses=_problems())
    def hello(nonce: Nonce) -> wire.Hello:
        """Echo the nonce with the platform's time, in a signed answer: nobody else can."""
        return wire.Hello(
            protocol=wire.PROTOCOL, nonce=nonce, server_time=clock.now(), limits=limits
        )

    @router.get("/v1/public.json", response_model=wire.PublicKeys, responses=_problems())
    def public_keys() -> Response:
        """Hand out the enrolment file; who installs it compares the key id by another way."""
        return Response(keys, media_type="application/json")

    return router


def _cases(intake: Intake, roll: Roll) -> APIRouter:
    router = APIRouter(prefix="/v1/cases/{case_id}/revs/{rev}")
    with_manifest = _signed_by_a_kiosk(roll, limit=intake.limits.manifest_bytes)
    without_body = _signed_by_a_kiosk(roll)

    @router.put(
        "",
        status_code=HTTPStatus.CREATED,
        responses=_refusals(409, 410, 412) | _held(wire.Held),
        openapi_extra=_body("application/json", {"$ref": "#/components/schemas/ManifestShape"}),
    )
    def put_manifest(
        case_id: CaseIdPath,
        rev: RevPath,
        sent: Annotated[Sent, Depends(with_manifest)],
        response: Response,
    ) -> wire.Held:
        """Keep a sealed manifest under its name and say which blobs are missing."""
        held, is_new = intake.take_manifest(case_id, rev, sent.body)
        response.status_code = HTTPStatus.CREATED if is_new else HTTPStatus.OK
        return held

    @router.post(
        "/commit", response_model=wire.ReceiptShape, responses=_refusals(404, 409, 410, 412)
    )
    def commit(
        case_id: CaseIdPath, rev: RevPath, sent: Annotated[Sent, Depends(without_body)]
    ) -> Response:
        """Give the signed receipt of a complete revision; repeated, the same one for ever."""
        receipt = intake.commit(case_id, rev, key_id=sent.platform_key)
        return Response(receipt, media_type="application/json")

    return router


def _blobs(intake: Intake, roll: Roll) -> APIRouter:
    router = APIRouter(prefix="/v1/blobs/{sha256}")
    with_blob = _signed_by_a_kiosk(roll, limit=intake.limits.blob_bytes)
    without_body = _signed_by_a_kiosk(roll)

    @router.put(
        "",
        status_code=HTTPStatus.CREATED,
        responses=_refusals() | _held(wire.BlobStored),
        openapi_extra=_body("application/octet-stream", {"type": "string", "format": "binary"}),
    )
    def put_blob(
        sha256: DigestPath, sent: Annotated[Sent, Depends(with_blob)], response: Response
    ) -> wire.BlobStored:
        """Keep an encrypted part under its digest."""
        is_new = intake.take_blob(sha256, sent.body)
        response.status_code = HTTPStatus.CREATED if is_new else HTTPStatus.OK
        return wire.BlobStored(sha256=sha256, size=len(sent.body))

    @router.head("", responses=_refusals(404), dependencies=[Depends(without_body)])
    def head_blob(sha256: DigestPath) -> Response:
        """Say whether a blob is held, and its size in ``Hall-Blob-Size``."""
        size = intake.blob_size(sha256)
        if size is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return Response(headers={"Hall-Blob-Size": str(size)})

    return router


def _feed(intake: Intake, roll: Roll) -> APIRouter:
    router = APIRouter()
    without_body = _signed_by_a_kiosk(roll)

    @router.get("/v1/changes", responses=_refusals())
    def changes(
        sent: Annotated[Sent, Depends(without_body)],
        cursor: Annotated[str, Query(max_length=200)] = "",
    ) -> wire.ChangesPage:
        """Return what happened to the asking kiosk's cases since the cursor, oldest first."""
        return intake.changes(sent.kiosk_id, cursor)

    return router


def _signed_by_a_kiosk(roll: Roll, *, limit: int = 0) -> ReadSent:
    """Return the reader of a request; who is not believed does not get to send a body.

    Args:
        roll: who is believed.
        limit: how long the body may be, bytes.
    """

    async def read(request: Request) -> Sent:
        headers = signatures.SignatureHeaders(
            signature_input=request.headers.get("signature-input", ""),
            signature=request.headers.get("signature", ""),
        )
        kiosk_id = await run_in_threadpool(roll.asker, asked(request.scope), headers)
        return Sent(
            kiosk_id,
            await _body_within(limit, request),
            request.headers.get(signatures.PLATFORM_KEY_HEADER, ""),
        )

    return read


async def _body_within(limit: int, request: Request) -> bytes:
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        chunks.append(chunk)
    body = b"".join(chunks)
    if not wire.fits_digest(request.headers.get("content-digest", ""), body):
        problem = wire.problem(
            HTTPStatus.BAD_REQUEST, "digest-mismatch", "内容在路上变了，或没有 Content-Digest"
        )
        raise Rejected(problem)
    return body


def _body(media_type: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {media_type: {"schema": schema}}}}


def _held(shape: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    """Declare the answer when the same thing was held already, for routes that create."""
    return {200: {"model": shape, "description": "Held already, the same content"}}


def _refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Declare the error answers of a route that only kiosks may use."""
    return _problems(401, 403, 413, *statuses)


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Declare error answers: the given ones and those every route may give."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {
            "description": _TITLES[status],
            "content": {wire.PROBLEM_TYPE: {"schema": schema}},
        }
        for status in sorted({400, 422, 429, 500, 503, *statuses})
    }


def _answer(problem: wire.Problem, **headers: str) -> JSONResponse:
    return JSONResponse(
        problem.model_dump(),
        status_code=problem.status,
        media_type=wire.PROBLEM_TYPE,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


def _rejected(_request: Request, rejected: Exception) -> Response:
    return (
        _answer(rejected.problem)
        if isinstance(rejected, Rejected)
        else _failed(_request, rejected)
    )


def _bad_request(_request: Request, wrong: Exception) -> Response:
    errors = [
        wire.FieldProblem(pointer=wire.pointer(error["loc"]), code=error["type"])
        for error in (wrong.errors() if isinstance(wrong, RequestValidationError) else ())
    ]
    return _answer(
        wire.problem(HTTPStatus.BAD_REQUEST, "bad-request", "请求的地址或参数不对", errors=errors)
    )


def _plain_problem(_request: Request, raised: Exception) -> Response:
    status = raised.status_code if isinstance(raised, HTTPException) else 500
    phrase = HTTPStatus(status).phrase
    return _answer(wire.problem(status, phrase.lower().replace(" ", "-"), phrase))


def _busy(_request: Request, _raised: Exception) -> Response:
    busy = wire.problem(HTTPStatus.SERVICE_UNAVAILABLE, "busy", "平台忙，请稍后再试")
    return _answer(busy, Retry_After=_RETRY_SECONDS)


def _failed(_request: Request, _raised: Exception) -> Response:
    failed = wire.problem(HTTPStatus.INTERNAL_SERVER_ERROR, "failed", "平台出错")
    # The server hangs up after an error nobody caught; unsaid, the next case's request meets a
    # dead line and the kiosk takes the whole link for broken.
    return _answer(failed, Connection="close")
